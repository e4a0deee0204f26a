-- RSS-aligned survey of sustainable reintegration: what it asks about follows the published indicators, the wording is
-- the portal's own. Equal weights are provisional, and every score says so.
create temporary table scale (
    code text, position int, answer text, worth numeric, na boolean, en text, ru text, uz text, tg text, ky text
) on commit drop;
insert into scale values
    ('SATISFIED', 1, 'VERY_SATISFIED', 1, false, 'Very satisfied', 'Очень доволен(-льна)', 'Juda mamnun', 'Хеле қаноатманд', 'Абдан ыраазы'),
    ('SATISFIED', 2, 'SATISFIED', 0.75, false, 'Satisfied', 'Доволен(-льна)', 'Mamnun', 'Қаноатманд', 'Ыраазы'),
    ('SATISFIED', 3, 'NEITHER', 0.5, false, 'Neither satisfied nor dissatisfied', 'Ни то ни другое', 'Unisi ham, bunisi ham emas', 'На ину на он', 'Экөө тең эмес'),
    ('SATISFIED', 4, 'DISSATISFIED', 0.25, false, 'Dissatisfied', 'Недоволен(-льна)', 'Mamnun emas', 'Ноқаноатманд', 'Ыраазы эмес'),
    ('SATISFIED', 5, 'VERY_DISSATISFIED', 0, false, 'Very dissatisfied', 'Очень недоволен(-льна)', 'Mutlaqo mamnun emas', 'Тамоман ноқаноатманд', 'Такыр ыраазы эмес'),
    ('NEVER', 1, 'NEVER', 1, false, 'Never', 'Никогда', 'Hech qachon', 'Ҳеҷ гоҳ', 'Эч качан'),
    ('NEVER', 2, 'RARELY', 0.75, false, 'Rarely', 'Редко', 'Kamdan-kam', 'Кам', 'Сейрек'),
    ('NEVER', 3, 'SOMETIMES', 0.5, false, 'Sometimes', 'Иногда', 'Baʼzan', 'Гоҳ-гоҳ', 'Кээде'),
    ('NEVER', 4, 'OFTEN', 0.25, false, 'Often', 'Часто', 'Tez-tez', 'Зуд-зуд', 'Көп учурда'),
    ('NEVER', 5, 'VERY_OFTEN', 0, false, 'Very often', 'Очень часто', 'Juda tez-tez', 'Хеле зуд-зуд', 'Абдан көп'),
    ('OFTEN', 1, 'VERY_OFTEN', 1, false, 'Very often', 'Очень часто', 'Juda tez-tez', 'Хеле зуд-зуд', 'Абдан көп'),
    ('OFTEN', 2, 'OFTEN', 0.75, false, 'Often', 'Часто', 'Tez-tez', 'Зуд-зуд', 'Көп учурда'),
    ('OFTEN', 3, 'SOMETIMES', 0.5, false, 'Sometimes', 'Иногда', 'Baʼzan', 'Гоҳ-гоҳ', 'Кээде'),
    ('OFTEN', 4, 'RARELY', 0.25, false, 'Rarely', 'Редко', 'Kamdan-kam', 'Кам', 'Сейрек'),
    ('OFTEN', 5, 'NEVER', 0, false, 'Never', 'Никогда', 'Hech qachon', 'Ҳеҷ гоҳ', 'Эч качан'),
    ('GOOD', 1, 'VERY_GOOD', 1, false, 'Very good', 'Очень хорошо', 'Juda yaxshi', 'Хеле хуб', 'Абдан жакшы'),
    ('GOOD', 2, 'GOOD', 0.75, false, 'Good', 'Хорошо', 'Yaxshi', 'Хуб', 'Жакшы'),
    ('GOOD', 3, 'FAIR', 0.5, false, 'So-so', 'Средне', 'Oʻrtacha', 'Миёна', 'Орточо'),
    ('GOOD', 4, 'POOR', 0.25, false, 'Bad', 'Плохо', 'Yomon', 'Бад', 'Жаман'),
    ('GOOD', 5, 'VERY_POOR', 0, false, 'Very bad', 'Очень плохо', 'Juda yomon', 'Хеле бад', 'Абдан жаман'),
    ('STRONG', 1, 'VERY_STRONG', 1, false, 'Very strong', 'Очень сильная', 'Juda kuchli', 'Хеле қавӣ', 'Абдан күчтүү'),
    ('STRONG', 2, 'STRONG', 0.75, false, 'Strong', 'Сильная', 'Kuchli', 'Қавӣ', 'Күчтүү'),
    ('STRONG', 3, 'FAIR', 0.5, false, 'So-so', 'Средняя', 'Oʻrtacha', 'Миёна', 'Орточо'),
    ('STRONG', 4, 'WEAK', 0.25, false, 'Weak', 'Слабая', 'Kuchsiz', 'Суст', 'Алсыз'),
    ('STRONG', 5, 'VERY_WEAK', 0, false, 'Very weak', 'Очень слабая', 'Juda kuchsiz', 'Хеле суст', 'Абдан алсыз'),
    ('AGREE', 1, 'STRONGLY_AGREE', 1, false, 'I fully agree', 'Полностью согласен(-сна)', 'Toʻliq qoʻshilaman', 'Пурра розӣ ҳастам', 'Толук макулмун'),
    ('AGREE', 2, 'AGREE', 0.75, false, 'I agree', 'Согласен(-сна)', 'Qoʻshilaman', 'Розӣ ҳастам', 'Макулмун'),
    ('AGREE', 3, 'NEITHER', 0.5, false, 'Neither yes nor no', 'Ни да ни нет', 'Na ha, na yoʻq', 'На ҳа, на не', 'Ооба да, жок да эмес'),
    ('AGREE', 4, 'DISAGREE', 0.25, false, 'I do not agree', 'Не согласен(-сна)', 'Qoʻshilmayman', 'Розӣ нестам', 'Макул эмесмин'),
    ('AGREE', 5, 'STRONGLY_DISAGREE', 0, false, 'I do not agree at all', 'Совсем не согласен(-сна)', 'Mutlaqo qoʻshilmayman', 'Тамоман розӣ нестам', 'Такыр макул эмесмин'),
    ('SAFE', 1, 'VERY_SAFE', 1, false, 'Very safe', 'В полной безопасности', 'Butunlay xavfsiz', 'Комилан бехатар', 'Толук коопсуз'),
    ('SAFE', 2, 'SAFE', 0.75, false, 'Safe', 'В безопасности', 'Xavfsiz', 'Бехатар', 'Коопсуз'),
    ('SAFE', 3, 'NEITHER', 0.5, false, 'Neither safe nor unsafe', 'Ни то ни другое', 'Unisi ham, bunisi ham emas', 'На ину на он', 'Экөө тең эмес'),
    ('SAFE', 4, 'UNSAFE', 0.25, false, 'Unsafe', 'В опасности', 'Xavfli', 'Бехатар нест', 'Коопсуз эмес'),
    ('SAFE', 5, 'VERY_UNSAFE', 0, false, 'Very unsafe', 'В большой опасности', 'Juda xavfli', 'Хеле хатарнок', 'Абдан кооптуу'),
    ('YES', 1, 'YES', 1, false, 'Yes', 'Да', 'Ha', 'Ҳа', 'Ооба'),
    ('YES', 2, 'NO', 0, false, 'No', 'Нет', 'Yoʻq', 'Не', 'Жок'),
    ('NO', 1, 'NO', 1, false, 'No', 'Нет', 'Yoʻq', 'Не', 'Жок'),
    ('NO', 2, 'YES', 0, false, 'Yes', 'Да', 'Ha', 'Ҳа', 'Ооба'),
    ('WORK', 1, 'YES', 1, false, 'Yes', 'Да', 'Ha', 'Ҳа', 'Ооба'),
    ('WORK', 2, 'NO', 0, false, 'No', 'Нет', 'Yoʻq', 'Не', 'Жок'),
    ('WORK', 3, 'STUDENT', null, true, 'No: pupil or student', 'Нет: учусь', 'Yoʻq: oʻqiyman', 'Не: мехонам', 'Жок: окуйм'),
    ('DEBT', 1, 'NO_DEBT', 1, false, 'I have no debt', 'Долгов нет', 'Qarzim yoʻq', 'Қарз надорам', 'Карызым жок'),
    ('DEBT', 2, 'SPENDING', 0.5, false, 'What I spend in a month', 'Расходы за месяц', 'Bir oylik xarajatim', 'Хароҷоти якмоҳа', 'Бир айлык чыгым'),
    ('DEBT', 3, 'DEBT', 0, false, 'The debt', 'Долг', 'Qarzim', 'Қарз', 'Карыз'),
    ('SCHOOL', 1, 'ALL', 1, false, 'All of them', 'Все', 'Hammasi', 'Ҳама', 'Баары'),
    ('SCHOOL', 2, 'SOME', 0.5, false, 'Some of them', 'Некоторые', 'Baʼzilari', 'Баъзеи онҳо', 'Айрымдары'),
    ('SCHOOL', 3, 'NONE', 0, false, 'None of them', 'Никто', 'Hech biri', 'Ҳеҷ кадом', 'Эч бири'),
    ('SCHOOL', 4, 'NO_CHILDREN', null, true, 'There are no children of school age', 'Детей школьного возраста нет', 'Maktab yoshidagi bola yoʻq', 'Кӯдаки синни мактабӣ нест', 'Мектеп жашындагы бала жок'),
    ('WHY_JOB', 1, 'UNEMPLOYED', null, false, 'Has no work', 'Нет работы', 'Ishi yoʻq', 'Кор надорад', 'Жумушу жок'),
    ('WHY_JOB', 2, 'UNHAPPY', null, false, 'Does not like the work', 'Не нравится работа', 'Ish yoqmaydi', 'Кор писанд нест', 'Жумуш жакпайт'),
    ('WHY_JOB', 3, 'CONDITIONS', null, false, 'Working conditions are bad', 'Плохие условия труда', 'Mehnat sharoiti yomon', 'Шароити кор бад аст', 'Эмгек шарты жаман'),
    ('WHY_JOB', 4, 'PAY', null, false, 'The pay is too low', 'Мало платят', 'Maosh kam', 'Маош кам аст', 'Айлык аз'),
    ('WHY_JOB', 5, 'OTHER', null, false, 'Another reason', 'Другая причина', 'Boshqa sabab', 'Сабаби дигар', 'Башка себеп'),
    ('HEALTH', 1, 'NOTHING', null, false, 'Nothing', 'Ничто не мешает', 'Hech narsa', 'Ҳеҷ чиз', 'Эч нерсе'),
    ('HEALTH', 2, 'MONEY', null, false, 'It costs too much', 'Слишком дорого', 'Juda qimmat', 'Хеле гарон аст', 'Абдан кымбат'),
    ('HEALTH', 3, 'DISTANCE', null, false, 'It is too far', 'Слишком далеко', 'Juda uzoq', 'Хеле дур аст', 'Абдан алыс'),
    ('HEALTH', 4, 'DOCUMENTS', null, false, 'Documents are missing', 'Нет документов', 'Hujjatlar yetishmaydi', 'Ҳуҷҷат намерасад', 'Документ жетишпейт'),
    ('HEALTH', 5, 'NO_SERVICE', null, false, 'The treatment does not exist here', 'Здесь такого лечения нет', 'Bu yerda bunday davolash yoʻq', 'Ин ҷо чунин табобат нест', 'Бул жерде мындай дарылоо жок'),
    ('HEALTH', 6, 'TREATMENT', null, false, 'Is treated badly there', 'Там плохо относятся', 'U yerda yomon munosabatda boʻlishadi', 'Он ҷо муносибати бад мекунанд', 'Ал жакта жаман мамиле кылышат'),
    ('HEALTH', 7, 'OTHER', null, false, 'Another reason', 'Другая причина', 'Boshqa sabab', 'Сабаби дигар', 'Башка себеп'),
    ('STAY', 1, 'NO_WORK', null, false, 'No work or money', 'Нет работы или денег', 'Ish yoki pul yoʻq', 'Кор ё пул нест', 'Жумуш же акча жок'),
    ('STAY', 2, 'DEBTS', null, false, 'Debts', 'Долги', 'Qarzlar', 'Қарзҳо', 'Карыздар'),
    ('STAY', 3, 'FAMILY', null, false, 'Family', 'Семья', 'Oila', 'Оила', 'Үй-бүлө'),
    ('STAY', 4, 'SERVICES', null, false, 'School, health care or housing', 'Школа, медицина или жильё', 'Maktab, shifoxona yoki uy-joy', 'Мактаб, табобат ё манзил', 'Мектеп, дарылоо же турак жай'),
    ('STAY', 5, 'SAFETY', null, false, 'Does not feel safe', 'Небезопасно', 'Oʻzini xavfsiz his qilmaydi', 'Худро бехатар ҳис намекунад', 'Коопсуз сезбейт'),
    ('STAY', 6, 'BELONGING', null, false, 'Does not feel at home', 'Чувствует себя чужим', 'Oʻzini begona his qiladi', 'Худро бегона ҳис мекунад', 'Өзүн бөтөн сезет'),
    ('STAY', 7, 'OTHER', null, false, 'Another reason', 'Другая причина', 'Boshqa sabab', 'Сабаби дигар', 'Башка себеп'),
    ('LEAVE', 1, 'WISH', null, false, 'A wish', 'Желание', 'Xohish', 'Хоҳиш', 'Каалоо'),
    ('LEAVE', 2, 'NEED', null, false, 'A need', 'Необходимость', 'Zarurat', 'Зарурат', 'Муктаждык'),
    ('LEAVE', 3, 'NOT_LEAVING', null, false, 'Does not think of leaving', 'Не думает уезжать', 'Ketishni oʻylamaydi', 'Дар фикри рафтан нест', 'Кетүүнү ойлобойт');

insert into reintegration.instrument (code, version, since, scored, provisional, completeness, high_below, low_above, words)
values ('RSS', 1, date '2026-01-01', true, true, 0.70, 0.33, 0.66, jsonb_build_object(
    'en', 'How life goes after the return', 'ru', 'Как складывается жизнь после возвращения',
    'uz', 'Qaytgandan keyingi hayot', 'tg', 'Зиндагӣ пас аз бозгашт', 'ky', 'Кайтып келгенден кийинки жашоо'));

insert into reintegration.instrument_section (instrument, version, code, position, words)
select 'RSS', 1, s.code, s.position, jsonb_build_object('en', s.en, 'ru', s.ru, 'uz', s.uz, 'tg', s.tg, 'ky', s.ky)
from (values
    ('ECONOMIC', 1, 'Work and money', 'Работа и деньги', 'Ish va pul', 'Кор ва пул', 'Жумуш жана акча'),
    ('SOCIAL', 2, 'Home, school and services', 'Жильё, школа и услуги', 'Uy-joy, maktab va xizmatlar', 'Манзил, мактаб ва хизматрасонӣ', 'Турак жай, мектеп жана кызматтар'),
    ('PSYCHOSOCIAL', 3, 'People and well-being', 'Люди и самочувствие', 'Odamlar va kayfiyat', 'Одамон ва ҳолати рӯҳӣ', 'Адамдар жана маанай')
) s(code, position, en, ru, uz, tg, ky);

create temporary table asked (
    number int, section text, scale text, scored boolean, multiple boolean, en text, ru text, uz text, tg text, ky text
) on commit drop;
insert into asked values
    (1, 'ECONOMIC', 'SATISFIED', true, false, 'How content are you with how things stand with your money and income?', 'Довольны ли вы своими деньгами и доходом сейчас?', 'Pulingiz va daromadingizdan hozir qanchalik mamnunsiz?', 'Аз вазъи пул ва даромади худ то чӣ андоза қаноатмандед?', 'Азыркы акчаңызга жана кирешеңизге канчалык ыраазысыз?'),
    (2, 'ECONOMIC', 'NEVER', true, false, 'Since you came back, how often did you have to eat less or worse food because it cost too much?', 'Как часто после возвращения приходилось есть меньше или хуже, потому что не хватало денег?', 'Qaytganingizdan beri pul yetmagani uchun qanchalik tez-tez kamroq yoki yomonroq ovqatlandingiz?', 'Пас аз бозгашт чанд вақт аз камии пул камтар ё бадтар хӯрок хӯрдед?', 'Кайтып келгенден бери акча жетпей, канчалык көп аз же начар тамактандыңыз?'),
    (3, 'ECONOMIC', 'YES', true, false, 'If you needed money, would somebody lend it to you?', 'Если понадобятся деньги, есть у кого занять?', 'Pul kerak boʻlsa, qarz beradigan odam bormi?', 'Агар пул лозим шавад, касе қарз медиҳад?', 'Акча керек болсо, карыз берчү киши барбы?'),
    (4, 'ECONOMIC', 'NEVER', true, false, 'How often do you borrow money?', 'Как часто вы занимаете деньги?', 'Qanchalik tez-tez qarz olasiz?', 'Чанд вақт қарз мегиред?', 'Канчалык көп карыз аласыз?'),
    (5, 'ECONOMIC', 'DEBT', true, false, 'What is larger: what you spend in a month or what you owe?', 'Что больше: расходы за месяц или долг?', 'Qaysi biri koʻp: bir oylik xarajatingizmi yoki qarzingizmi?', 'Кадомаш зиёд аст: хароҷоти якмоҳа ё қарз?', 'Кайсынысы көп: бир айлык чыгымбы же карызбы?'),
    (6, 'ECONOMIC', 'GOOD', true, false, 'How easily can you find work or training here?', 'Легко ли здесь найти работу или учёбу?', 'Bu yerda ish yoki oʻqish topish imkoniyati qanday?', 'Дар ин ҷо имкони ёфтани кор ё омӯзиш чӣ гуна аст?', 'Бул жерде жумуш же окуу табуу мүмкүнчүлүгү кандай?'),
    (7, 'ECONOMIC', 'WORK', true, false, 'Do you work now, in whatever way?', 'Вы сейчас работаете, в любом виде?', 'Hozir biror ish qilyapsizmi?', 'Ҳоло ягон кор мекунед?', 'Азыр кандайдыр бир иште иштейсизби?'),
    (8, 'ECONOMIC', 'YES', true, false, 'Do you own something that earns: land, animals, a vehicle, tools, a building?', 'Есть ли у вас то, что приносит доход: земля, скот, машина, инструменты, помещение?', 'Daromad keltiradigan narsangiz bormi: yer, chorva, mashina, asbob, bino?', 'Чизе доред, ки даромад орад: замин, чорво, мошин, асбоб, бино?', 'Киреше алып келчү нерсеңиз барбы: жер, мал, унаа, шайман, имарат?'),
    (9, 'ECONOMIC', 'NO', true, false, 'Are you looking for work, or for other work?', 'Ищете ли вы работу или другую работу?', 'Ish yoki boshqa ish qidiryapsizmi?', 'Кор ё кори дигар меҷӯед?', 'Жумуш же башка жумуш издеп жатасызбы?'),
    (10, 'ECONOMIC', 'WHY_JOB', false, true, 'If so, why?', 'Если да, почему?', 'Ha boʻlsa, nega?', 'Агар ҳа, чаро?', 'Ооба болсо, эмнеге?'),
    (11, 'SOCIAL', 'GOOD', true, false, 'How easy is it here to find a place to live?', 'Каковы здесь возможности найти жильё?', 'Bu yerda uy-joy topish imkoniyati qanday?', 'Имкони ёфтани манзил дар ин ҷо чӣ гуна аст?', 'Бул жерде турак жай табуу мүмкүнчүлүгү кандай?'),
    (12, 'SOCIAL', 'GOOD', true, false, 'How good is the place you live in?', 'Каковы условия там, где вы живёте?', 'Yashayotgan joyingiz sharoiti qanday?', 'Ҷойи зисти шумо чӣ гуна аст?', 'Жашаган жериңиздин шарты кандай?'),
    (13, 'SOCIAL', 'GOOD', true, false, 'How easy is it here to go to school or to learn?', 'Каковы здесь возможности учиться?', 'Bu yerda oʻqish imkoniyati qanday?', 'Имкони таҳсил дар ин ҷо чӣ гуна аст?', 'Бул жерде окуу мүмкүнчүлүгү кандай?'),
    (14, 'SOCIAL', 'SCHOOL', true, false, 'Do the children of school age in your home go to school?', 'Ходят ли в школу дети школьного возраста в вашей семье?', 'Xonadoningizdagi maktab yoshidagi bolalar maktabga boradimi?', 'Кӯдакони синни мактабии хонадон ба мактаб мераванд?', 'Үйүңүздөгү мектеп жашындагы балдар мектепке барабы?'),
    (15, 'SOCIAL', 'GOOD', true, false, 'If something bad happens, how easily can you get help from police or court?', 'Если что-то случится, легко ли получить помощь полиции или суда?', 'Biror narsa boʻlsa, politsiya yoki suddan yordam olish imkoniyati qanday?', 'Агар ҳодисае шавад, имкони гирифтани кӯмаки милитсия ё суд чӣ гуна аст?', 'Бир нерсе болсо, милициядан же соттон жардам алуу мүмкүнчүлүгү кандай?'),
    (16, 'SOCIAL', 'YES', true, false, 'Do you have at least one identity document?', 'Есть ли у вас хотя бы один документ, удостоверяющий личность?', 'Shaxsingizni tasdiqlovchi kamida bitta hujjatingiz bormi?', 'Ақаллан як ҳуҷҷати шахсӣ доред?', 'Инсандыгыңызды тастыктаган жок дегенде бир документиңиз барбы?'),
    (17, 'SOCIAL', 'GOOD', true, false, 'How easily can you get documents made here?', 'Легко ли здесь оформить документы?', 'Bu yerda hujjat rasmiylashtirish imkoniyati qanday?', 'Имкони гирифтани ҳуҷҷат дар ин ҷо чӣ гуна аст?', 'Бул жерде документ жасатуу мүмкүнчүлүгү кандай?'),
    (18, 'SOCIAL', 'GOOD', true, false, 'How easily do you get clean drinking water?', 'Есть ли доступ к чистой питьевой воде?', 'Toza ichimlik suvi olish imkoniyati qanday?', 'Дастрасӣ ба оби тозаи нӯшокӣ чӣ гуна аст?', 'Таза ичүүчү суу алуу мүмкүнчүлүгү кандай?'),
    (19, 'SOCIAL', 'GOOD', true, false, 'How easily can you see a doctor?', 'Легко ли попасть к врачу?', 'Shifokorga koʻrinish imkoniyati qanday?', 'Имкони ба духтур муроҷиат кардан чӣ гуна аст?', 'Дарыгерге көрүнүү мүмкүнчүлүгү кандай?'),
    (20, 'SOCIAL', 'HEALTH', false, true, 'What keeps you from seeing a doctor?', 'Что мешает попасть к врачу?', 'Shifokorga borishga nima toʻsqinlik qiladi?', 'Барои ба духтур рафтан чӣ монеъ мешавад?', 'Дарыгерге барууга эмне тоскоол болот?'),
    (21, 'SOCIAL', 'GOOD', true, false, 'How good is the health care you can get?', 'Насколько хороша доступная вам медицина?', 'Siz ola oladigan tibbiy yordam sifati qanday?', 'Сифати табобате, ки дастрас аст, чӣ гуна аст?', 'Сиз ала турган дарылоонун сапаты кандай?'),
    (22, 'PSYCHOSOCIAL', 'OFTEN', true, false, 'How often are you at weddings, gatherings or other events with people?', 'Как часто вы бываете на свадьбах, встречах, других событиях с людьми?', 'Toʻy, yigʻin va boshqa tadbirlarda qanchalik tez-tez boʻlasiz?', 'Чанд вақт дар тӯй, маърака ё дигар ҷамъомадҳо ширкат мекунед?', 'Тойлорго, жыйындарга, башка иш-чараларга канчалык көп барасыз?'),
    (23, 'PSYCHOSOCIAL', 'STRONG', true, false, 'How strong is the support of the people you can rely on?', 'Насколько сильна поддержка людей, на которых можно положиться?', 'Sizga tayanch boʻladigan odamlarning yordami qanchalik kuchli?', 'Дастгирии одамоне, ки ба онҳо такя мекунед, то чӣ андоза қавист?', 'Сиз таянган адамдардын колдоосу канчалык күчтүү?'),
    (24, 'PSYCHOSOCIAL', 'AGREE', true, false, 'I feel that I belong to the people I live among.', 'Я чувствую себя своим(-ей) среди людей, с которыми живу.', 'Men oʻz atrofimdagi odamlar orasida oʻzimni yaqin his qilaman.', 'Ман худро дар байни мардуми маҳал аз худ ҳис мекунам.', 'Мен айланамдагы адамдардын арасында өзүмдү жакын сезем.'),
    (25, 'PSYCHOSOCIAL', 'SAFE', true, false, 'How safe are you and your family from being hurt?', 'Насколько вы и ваша семья в безопасности?', 'Siz va oilangiz oʻzingizni qanchalik xavfsiz his qilasiz?', 'Шумо ва оилаатон худро то чӣ андоза бехатар ҳис мекунед?', 'Сиз жана үй-бүлөңүз өзүңүздөрдү канчалык коопсуз сезесиздер?'),
    (26, 'PSYCHOSOCIAL', 'NEVER', true, false, 'Since you came back, how often were there serious quarrels in your family?', 'Как часто после возвращения были серьёзные ссоры в семье?', 'Qaytganingizdan beri oilada qanchalik tez-tez jiddiy janjal boʻldi?', 'Пас аз бозгашт чанд вақт дар оила ҷанҷоли ҷиддӣ шуд?', 'Кайтып келгенден бери үй-бүлөдө канчалык көп олуттуу чыр чыкты?'),
    (27, 'PSYCHOSOCIAL', 'NEVER', true, false, 'Since you came back, how often were you treated worse than others?', 'Как часто после возвращения к вам относились хуже, чем к другим?', 'Qaytganingizdan beri sizga boshqalarga qaraganda qanchalik tez-tez yomon munosabatda boʻlishdi?', 'Пас аз бозгашт чанд вақт бо шумо нисбат ба дигарон бадтар муносибат карданд?', 'Кайтып келгенден бери сизге башкаларга караганда канчалык көп начар мамиле кылышты?'),
    (28, 'PSYCHOSOCIAL', 'NEVER', true, false, 'How often are you angry, sad, afraid, tense or lonely, feel worthless, or cannot concentrate?', 'Как часто вы злитесь, грустите, боитесь, напряжены, одиноки, чувствуете себя никчёмным или не можете сосредоточиться?', 'Qanchalik tez-tez jahlingiz chiqadi, xafa boʻlasiz, qoʻrqasiz, siqilasiz, yolgʻiz yoki keraksiz his qilasiz, fikringizni jamlay olmaysiz?', 'Чанд вақт хашмгин, ғамгин, тарсида, асабонӣ, танҳо ё нолозим ҳис мекунед ё фикратонро ҷамъ карда наметавонед?', 'Канчалык көп ачууланасыз, кайгырасыз, коркосуз, кыжаалат болосуз, жалгыз же керексиз сезесиз, оюңузду топтой албайсыз?'),
    (29, 'PSYCHOSOCIAL', 'NO', true, false, 'Would you like to talk to a specialist about how you feel?', 'Хотели бы вы поговорить со специалистом о своём состоянии?', 'Kayfiyatingiz haqida mutaxassis bilan gaplashishni xohlaysizmi?', 'Мехоҳед бо мутахассис дар бораи ҳолатон сӯҳбат кунед?', 'Абалыңыз тууралуу адис менен сүйлөшкүңүз келеби?'),
    (30, 'PSYCHOSOCIAL', 'YES', true, false, 'Do you feel able to stay and live in this country?', 'Чувствуете ли вы, что можете остаться и жить в этой стране?', 'Shu mamlakatda qolib yashay olaman deb oʻylaysizmi?', 'Фикр мекунед, ки дар ин кишвар монда зиндагӣ карда метавонед?', 'Бул өлкөдө калып жашай алам деп ойлойсузбу?'),
    (31, 'PSYCHOSOCIAL', 'STAY', false, true, 'If not, why not?', 'Если нет, почему?', 'Yoʻq boʻlsa, nega?', 'Агар не, чаро?', 'Жок болсо, эмнеге?'),
    (32, 'PSYCHOSOCIAL', 'LEAVE', false, false, 'If you think of leaving again: is it more a wish or a need?', 'Если думаете снова уехать: это больше желание или необходимость?', 'Yana ketishni oʻylasangiz: bu koʻproq xohishmi yoki zaruratmi?', 'Агар дар фикри рафтан бошед: ин бештар хоҳиш аст ё зарурат?', 'Кайра кетүүнү ойлосоңуз: бул көбүрөөк каалообу же муктаждыкпы?');

insert into reintegration.question (instrument, version, number, section, multiple, scored, words)
select 'RSS', 1, a.number, a.section, a.multiple, a.scored,
       jsonb_build_object('en', a.en, 'ru', a.ru, 'uz', a.uz, 'tg', a.tg, 'ky', a.ky)
from asked a;

insert into reintegration.question_option (instrument, version, number, code, position, worth, not_applicable, help, words)
select 'RSS', 1, a.number, s.answer, s.position, case when a.scored then s.worth end, s.na,
       case
           when a.number = 25 and s.answer in ('UNSAFE', 'VERY_UNSAFE') then 'SHELTER'
           when a.number = 28 and s.answer in ('OFTEN', 'VERY_OFTEN') then 'PSYCHOSOCIAL'
           when a.number = 29 and s.answer = 'YES' then 'PSYCHOSOCIAL'
           when a.number = 30 and s.answer = 'NO' then 'SOCIAL_PROTECTION'
       end,
       jsonb_build_object('en', s.en, 'ru', s.ru, 'uz', s.uz, 'tg', s.tg, 'ky', s.ky)
from asked a join scale s on s.code = a.scale;

-- What a person can do and needs, and how the family lives. Neither is scored.
create temporary table scale (
    code text, position int, answer text, en text, ru text, uz text, tg text, ky text
) on commit drop;
insert into scale values
    ('YES', 1, 'YES', 'Yes', 'Да', 'Ha', 'Ҳа', 'Ооба'),
    ('YES', 2, 'NO', 'No', 'Нет', 'Yoʻq', 'Не', 'Жок'),
    ('SCHOOLING', 1, 'NONE', 'No school finished', 'Школу не закончил(а)', 'Maktabni tugatmagan', 'Мактабро хатм накардааст', 'Мектепти бүтпөгөн'),
    ('SCHOOLING', 2, 'BASIC', 'Nine years of school', 'Девять классов', 'Toʻqqiz yillik maktab', 'Нуҳ синф', 'Тогуз класс'),
    ('SCHOOLING', 3, 'SECONDARY', 'Full school', 'Полная школа', 'Toʻliq oʻrta maktab', 'Мактаби миёнаи пурра', 'Толук орто мектеп'),
    ('SCHOOLING', 4, 'VOCATIONAL', 'College or vocational school', 'Колледж или училище', 'Kollej yoki hunar maktabi', 'Коллеҷ ё омӯзишгоҳ', 'Колледж же кесиптик лицей'),
    ('SCHOOLING', 5, 'HIGHER', 'University', 'Университет', 'Oliy oʻquv yurti', 'Донишгоҳ', 'Университет'),
    ('TRADE', 1, 'CONSTRUCTION', 'Building', 'Стройка', 'Qurilish', 'Сохтмон', 'Курулуш'),
    ('TRADE', 2, 'DRIVING', 'Driving', 'Вождение', 'Haydovchilik', 'Ронандагӣ', 'Айдоочулук'),
    ('TRADE', 3, 'FARMING', 'Farming', 'Сельское хозяйство', 'Dehqonchilik', 'Кишоварзӣ', 'Дыйканчылык'),
    ('TRADE', 4, 'SEWING', 'Sewing', 'Шитьё', 'Tikuvchilik', 'Дӯзандагӣ', 'Тигүүчүлүк'),
    ('TRADE', 5, 'COOKING', 'Cooking', 'Кулинария', 'Oshpazlik', 'Ошпазӣ', 'Ашпозчулук'),
    ('TRADE', 6, 'REPAIR', 'Repairing machines', 'Ремонт техники', 'Texnika taʼmirlash', 'Таъмири техника', 'Техника оңдоо'),
    ('TRADE', 7, 'TRADE', 'Selling', 'Торговля', 'Savdo', 'Савдо', 'Соода'),
    ('TRADE', 8, 'CARE', 'Caring for people', 'Уход за людьми', 'Odamlarni parvarish qilish', 'Нигоҳубини одамон', 'Адамдарды кароо'),
    ('TRADE', 9, 'COMPUTER', 'Computer work', 'Работа на компьютере', 'Kompyuterda ishlash', 'Кор бо компютер', 'Компьютерде иштөө'),
    ('TRADE', 10, 'OTHER', 'Something else', 'Другое', 'Boshqa', 'Дигар', 'Башка'),
    ('PAPERS', 1, 'DIPLOMA', 'Diploma or certificate', 'Диплом или свидетельство', 'Diplom yoki guvohnoma', 'Диплом ё шаҳодатнома', 'Диплом же күбөлүк'),
    ('PAPERS', 2, 'WORK_RECORD', 'Papers about work', 'Документы о работе', 'Ish haqidagi hujjatlar', 'Ҳуҷҷат дар бораи кор', 'Жумуш тууралуу документ'),
    ('PAPERS', 3, 'LICENCE', 'Driving licence', 'Водительские права', 'Haydovchilik guvohnomasi', 'Шаҳодатномаи ронандагӣ', 'Айдоочулук күбөлүк'),
    ('PAPERS', 4, 'NOTHING', 'None of these', 'Ничего из этого', 'Hech biri', 'Ҳеҷ кадом', 'Эч бири'),
    ('WANTED', 1, 'JOB', 'A job', 'Работа по найму', 'Yollanma ish', 'Кори кироя', 'Жалданма жумуш'),
    ('WANTED', 2, 'BUSINESS', 'A business of one''s own', 'Своё дело', 'Oʻz biznesi', 'Соҳибкории худ', 'Өз бизнеси'),
    ('WANTED', 3, 'TRAINING', 'To learn a trade', 'Научиться профессии', 'Hunar oʻrganish', 'Омӯхтани касб', 'Кесип үйрөнүү'),
    ('WANTED', 4, 'STUDY', 'To go on studying', 'Учиться дальше', 'Oʻqishni davom ettirish', 'Идомаи таҳсил', 'Окууну улантуу'),
    ('WANTED', 5, 'NOTHING', 'Does not want to work now', 'Сейчас не хочет работать', 'Hozir ishlashni xohlamaydi', 'Ҳоло кор кардан намехоҳад', 'Азыр иштегиси келбейт'),
    ('LANGUAGES', 1, 'UZ', 'Uzbek', 'Узбекский', 'Oʻzbek', 'Ӯзбекӣ', 'Өзбек'),
    ('LANGUAGES', 2, 'TG', 'Tajik', 'Таджикский', 'Tojik', 'Тоҷикӣ', 'Тажик'),
    ('LANGUAGES', 3, 'KY', 'Kyrgyz', 'Кыргызский', 'Qirgʻiz', 'Қирғизӣ', 'Кыргыз'),
    ('LANGUAGES', 4, 'RU', 'Russian', 'Русский', 'Rus', 'Русӣ', 'Орус'),
    ('LANGUAGES', 5, 'EN', 'English', 'Английский', 'Ingliz', 'Англисӣ', 'Англис'),
    ('LANGUAGES', 6, 'DE', 'German', 'Немецкий', 'Nemis', 'Олмонӣ', 'Немис'),
    ('LANGUAGES', 7, 'TR', 'Turkish', 'Турецкий', 'Turk', 'Туркӣ', 'Түрк'),
    ('LANGUAGES', 8, 'KO', 'Korean', 'Корейский', 'Koreys', 'Кореягӣ', 'Корей'),
    ('LANGUAGES', 9, 'OTHER', 'Another', 'Другой', 'Boshqa', 'Дигар', 'Башка'),
    ('NEEDS', 1, 'HOUSING', 'A place to live', 'Жильё', 'Yashash joyi', 'Ҷойи зист', 'Турак жай'),
    ('NEEDS', 2, 'DOCUMENTS', 'Documents', 'Документы', 'Hujjatlar', 'Ҳуҷҷатҳо', 'Документтер'),
    ('NEEDS', 3, 'HEALTH', 'A doctor or medicine', 'Врач или лекарства', 'Shifokor yoki dori', 'Духтур ё дору', 'Дарыгер же дары'),
    ('NEEDS', 4, 'LEGAL', 'A lawyer', 'Юрист', 'Huquqshunos', 'Ҳуқуқшинос', 'Юрист'),
    ('NEEDS', 5, 'DEBTS', 'Help with debts', 'Помощь с долгами', 'Qarzlar boʻyicha yordam', 'Кӯмак бо қарз', 'Карыз боюнча жардам'),
    ('NEEDS', 6, 'SCHOOL', 'School for the children', 'Школа для детей', 'Bolalar uchun maktab', 'Мактаб барои кӯдакон', 'Балдарга мектеп'),
    ('NEEDS', 7, 'FOOD', 'Food or clothes', 'Еда или одежда', 'Oziq-ovqat yoki kiyim', 'Хӯрок ё либос', 'Тамак же кийим'),
    ('NEEDS', 8, 'TALK', 'Somebody to talk to', 'Человек, с кем поговорить', 'Gaplashadigan odam', 'Касе барои сӯҳбат', 'Сүйлөшө турган киши'),
    ('NEEDS', 9, 'NOTHING', 'Nothing of this', 'Ничего из этого', 'Hech biri', 'Ҳеҷ кадом', 'Эч бири'),
    ('LIMITS', 1, 'HEALTH', 'Health', 'Здоровье', 'Sogʻliq', 'Саломатӣ', 'Ден соолук'),
    ('LIMITS', 2, 'CHILDREN', 'Small children', 'Маленькие дети', 'Kichik bolalar', 'Кӯдакони хурд', 'Кичинекей балдар'),
    ('LIMITS', 3, 'CARE', 'Cares for somebody', 'Уход за близким', 'Kimgadir qaraydi', 'Нигоҳубини касе', 'Бирөөнү карайт'),
    ('LIMITS', 4, 'DISTANCE', 'Lives far away', 'Живёт далеко', 'Uzoqda yashaydi', 'Дур зиндагӣ мекунад', 'Алыс жашайт'),
    ('LIMITS', 5, 'FAMILY', 'The family is against it', 'Семья против', 'Oila qarshi', 'Оила муқобил аст', 'Үй-бүлө каршы'),
    ('LIMITS', 6, 'NOTHING', 'Nothing', 'Ничего', 'Hech narsa', 'Ҳеҷ чиз', 'Эч нерсе'),
    ('FEW', 1, 'NONE', 'None', 'Нет', 'Yoʻq', 'Нест', 'Жок'),
    ('FEW', 2, 'ONE', 'One', 'Один', 'Bitta', 'Як', 'Бирөө'),
    ('FEW', 3, 'TWO_TO_THREE', 'Two or three', 'Двое-трое', 'Ikki-uchta', 'Ду-се', 'Экөө же үчөө'),
    ('FEW', 4, 'MORE', 'Four or more', 'Четверо и больше', 'Toʻrt va undan koʻp', 'Чор ва зиёда', 'Төрт жана андан көп'),
    ('EARNS', 1, 'SELF', 'The person', 'Сам человек', 'Oʻzi', 'Худи шахс', 'Өзү'),
    ('EARNS', 2, 'PARTNER', 'Husband or wife', 'Муж или жена', 'Eri yoki xotini', 'Шавҳар ё зан', 'Күйөөсү же аялы'),
    ('EARNS', 3, 'PARENTS', 'Parents', 'Родители', 'Ota-onasi', 'Волидайн', 'Ата-энеси'),
    ('EARNS', 4, 'ABROAD', 'Somebody abroad', 'Кто-то за границей', 'Chet eldagi qarindosh', 'Касе дар хориҷа', 'Чет өлкөдөгү бирөө'),
    ('EARNS', 5, 'STATE', 'Pension or benefits', 'Пенсия или пособие', 'Pensiya yoki nafaqa', 'Нафақа', 'Пенсия же жөлөк пул'),
    ('EARNS', 6, 'NOBODY', 'Nobody', 'Никто', 'Hech kim', 'Ҳеҷ кас', 'Эч ким'),
    ('HOME', 1, 'OWN', 'In the family''s own house', 'В своём доме', 'Oʻz uyida', 'Дар хонаи худ', 'Өз үйүндө'),
    ('HOME', 2, 'RELATIVES', 'With relatives', 'У родственников', 'Qarindoshlarnikida', 'Дар хонаи хешовандон', 'Туугандарыныкында'),
    ('HOME', 3, 'RENT', 'In a rented place', 'Снимают', 'Ijarada', 'Дар иҷора', 'Ижарада'),
    ('HOME', 4, 'SHELTER', 'In a shelter', 'В приюте', 'Boshpanada', 'Дар паноҳгоҳ', 'Баш калкалоочу жайда'),
    ('HOME', 5, 'NOWHERE', 'Has no place to stay', 'Негде жить', 'Yashaydigan joyi yoʻq', 'Ҷойи зист надорад', 'Жашай турган жери жок'),
    ('WELCOME', 1, 'WELL', 'Well', 'Хорошо', 'Yaxshi', 'Хуб', 'Жакшы'),
    ('WELCOME', 2, 'MIXED', 'Partly well, partly not', 'По-разному', 'Har xil', 'Ҳар хел', 'Ар кандай'),
    ('WELCOME', 3, 'BADLY', 'Badly', 'Плохо', 'Yomon', 'Бад', 'Жаман'),
    ('WELCOME', 4, 'NO_CONTACT', 'There is no contact', 'Связи нет', 'Aloqa yoʻq', 'Алоқа нест', 'Байланыш жок'),
    ('CARED', 1, 'CHILD', 'A small child', 'Маленький ребёнок', 'Kichik bola', 'Кӯдаки хурд', 'Кичинекей бала'),
    ('CARED', 2, 'ILL', 'Somebody ill', 'Больной', 'Kasal odam', 'Бемор', 'Оорулуу киши'),
    ('CARED', 3, 'DISABLED', 'Somebody with a disability', 'Человек с инвалидностью', 'Nogironligi bor odam', 'Шахси дорои маъюбият', 'Майыптыгы бар киши'),
    ('CARED', 4, 'OLD', 'Somebody old', 'Пожилой человек', 'Keksa odam', 'Пиронсол', 'Карган киши'),
    ('CARED', 5, 'NOBODY', 'Nobody', 'Никто', 'Hech kim', 'Ҳеҷ кас', 'Эч ким');

insert into reintegration.instrument (code, version, since, scored, completeness, high_below, low_above, words)
select i.code, 1, date '2026-01-01', false, 0, 0.33, 0.66,
       jsonb_build_object('en', i.en, 'ru', i.ru, 'uz', i.uz, 'tg', i.tg, 'ky', i.ky)
from (values
    ('SKILLS', 'Skills and needs', 'Навыки и потребности', 'Koʻnikma va ehtiyojlar', 'Малака ва эҳтиёҷот', 'Көндүмдөр жана муктаждыктар'),
    ('FAMILY', 'The family', 'Семья', 'Oila', 'Оила', 'Үй-бүлө')
) i(code, en, ru, uz, tg, ky);

insert into reintegration.instrument_section (instrument, version, code, position, words)
select s.instrument, 1, s.code, s.position, jsonb_build_object('en', s.en, 'ru', s.ru, 'uz', s.uz, 'tg', s.tg, 'ky', s.ky)
from (values
    ('SKILLS', 'SKILLS', 1, 'What you can do', 'Что вы умеете', 'Nimalarni bilasiz', 'Чӣ кор карда метавонед', 'Эмнени билесиз'),
    ('SKILLS', 'NEEDS', 2, 'What you want and need', 'Чего вы хотите и что вам нужно', 'Nimani xohlaysiz va sizga nima kerak', 'Чӣ мехоҳед ва чӣ лозим аст', 'Эмнени каалайсыз жана эмне керек'),
    ('FAMILY', 'HOUSEHOLD', 1, 'Who lives together', 'Кто живёт вместе', 'Kimlar birga yashaydi', 'Кӣ якҷоя зиндагӣ мекунад', 'Ким бирге жашайт'),
    ('FAMILY', 'TOGETHER', 2, 'How they get on', 'Как живётся вместе', 'Birga yashash qanday', 'Зиндагии якҷоя чӣ гуна аст', 'Бирге жашоо кандай')
) s(instrument, code, position, en, ru, uz, tg, ky);

create temporary table asked (
    instrument text, number int, section text, scale text, multiple boolean, en text, ru text, uz text, tg text, ky text
) on commit drop;
insert into asked values
    ('SKILLS', 1, 'SKILLS', 'SCHOOLING', false, 'Which school did you finish?', 'Какое у вас образование?', 'Qaysi oʻquv yurtini tugatgansiz?', 'Кадом таҳсилро хатм кардаед?', 'Кайсы окуу жайын бүтүргөнсүз?'),
    ('SKILLS', 2, 'SKILLS', 'TRADE', true, 'What work have you done at home?', 'Кем вы работали дома?', 'Vatanda qanday ish qilgansiz?', 'Дар ватан чӣ кор кардаед?', 'Мекенде кандай иш кылгансыз?'),
    ('SKILLS', 3, 'SKILLS', 'TRADE', true, 'What work have you done abroad?', 'Кем вы работали за границей?', 'Chet elda qanday ish qilgansiz?', 'Дар хориҷа чӣ кор кардаед?', 'Чет өлкөдө кандай иш кылгансыз?'),
    ('SKILLS', 4, 'SKILLS', 'PAPERS', true, 'Which papers do you have about it?', 'Какие документы об этом есть?', 'Bu haqda qanday hujjatlaringiz bor?', 'Дар ин бора чӣ ҳуҷҷат доред?', 'Бул тууралуу кандай документтериңиз бар?'),
    ('SKILLS', 5, 'SKILLS', 'LANGUAGES', true, 'Which languages do you speak?', 'На каких языках вы говорите?', 'Qaysi tillarda gaplashasiz?', 'Бо кадом забонҳо гап мезанед?', 'Кайсы тилдерде сүйлөйсүз?'),
    ('SKILLS', 6, 'SKILLS', 'YES', false, 'Can you read and write without help?', 'Можете ли вы читать и писать без помощи?', 'Yordamsiz oʻqib yoza olasizmi?', 'Бе кӯмак хонда ва навишта метавонед?', 'Жардамсыз окуп жаза аласызбы?'),
    ('SKILLS', 7, 'NEEDS', 'WANTED', true, 'What would you like to do now?', 'Чем вы хотели бы заняться?', 'Endi nima qilishni xohlaysiz?', 'Акнун чӣ кор кардан мехоҳед?', 'Эми эмне кылгыңыз келет?'),
    ('SKILLS', 8, 'NEEDS', 'TRADE', true, 'Which work would suit you?', 'Какая работа вам подойдёт?', 'Qanday ish sizga toʻgʻri keladi?', 'Кадом кор ба шумо мувофиқ аст?', 'Кандай жумуш сизге туура келет?'),
    ('SKILLS', 9, 'NEEDS', 'NEEDS', true, 'What do you need most?', 'Что вам нужно больше всего?', 'Sizga eng koʻp nima kerak?', 'Ба шумо бештар чӣ лозим аст?', 'Сизге эң көп эмне керек?'),
    ('SKILLS', 10, 'NEEDS', 'LIMITS', true, 'What stands in the way?', 'Что мешает?', 'Nima xalaqit beradi?', 'Чӣ халал мерасонад?', 'Эмне тоскоол болот?'),
    ('FAMILY', 1, 'HOUSEHOLD', 'HOME', false, 'Where does the family live?', 'Где живёт семья?', 'Oila qayerda yashaydi?', 'Оила дар куҷо зиндагӣ мекунад?', 'Үй-бүлө кайда жашайт?'),
    ('FAMILY', 2, 'HOUSEHOLD', 'FEW', false, 'How many children live at home?', 'Сколько детей живёт дома?', 'Uyda nechta bola yashaydi?', 'Дар хона чанд кӯдак зиндагӣ мекунад?', 'Үйдө канча бала жашайт?'),
    ('FAMILY', 3, 'HOUSEHOLD', 'EARNS', true, 'Who earns for the family?', 'Кто зарабатывает для семьи?', 'Oilani kim boqadi?', 'Кӣ оиларо таъмин мекунад?', 'Үй-бүлөнү ким багат?'),
    ('FAMILY', 4, 'HOUSEHOLD', 'CARED', true, 'Who needs care?', 'Кому нужен уход?', 'Kim parvarishga muhtoj?', 'Кӣ ба нигоҳубин эҳтиёҷ дорад?', 'Ким кароого муктаж?'),
    ('FAMILY', 5, 'TOGETHER', 'WELCOME', false, 'How did the family take the return?', 'Как семья приняла возвращение?', 'Oila qaytishingizni qanday qabul qildi?', 'Оила бозгаштро чӣ гуна қабул кард?', 'Үй-бүлө кайтып келгениңизди кандай кабыл алды?'),
    ('FAMILY', 6, 'TOGETHER', 'YES', false, 'Does the family know about the debts?', 'Знает ли семья о долгах?', 'Oila qarzlardan xabardormi?', 'Оила аз қарзҳо хабар дорад?', 'Үй-бүлө карыздардан кабардарбы?'),
    ('FAMILY', 7, 'TOGETHER', 'YES', false, 'Can the family help with the plan?', 'Может ли семья помочь с планом?', 'Oila reja boʻyicha yordam bera oladimi?', 'Оила дар иҷрои нақша кӯмак карда метавонад?', 'Үй-бүлө план боюнча жардам бере алабы?'),
    ('FAMILY', 8, 'TOGETHER', 'YES', false, 'Is somebody of the family still abroad?', 'Кто-то из семьи ещё за границей?', 'Oiladan kimdir hali chet eldami?', 'Касе аз оила ҳанӯз дар хориҷа аст?', 'Үй-бүлөдөн бирөө дагы эле чет өлкөдөбү?');

insert into reintegration.question (instrument, version, number, section, multiple, scored, words)
select a.instrument, 1, a.number, a.section, a.multiple, false,
       jsonb_build_object('en', a.en, 'ru', a.ru, 'uz', a.uz, 'tg', a.tg, 'ky', a.ky)
from asked a;

insert into reintegration.question_option (instrument, version, number, code, position, words)
select a.instrument, 1, a.number, s.answer, s.position,
       jsonb_build_object('en', s.en, 'ru', s.ru, 'uz', s.uz, 'tg', s.tg, 'ky', s.ky)
from asked a join scale s on s.code = a.scale;

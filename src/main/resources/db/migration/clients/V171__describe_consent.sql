-- A consent says for whom it holds, until when, and how it ended. Ended or expired means: not given, from that moment on.
alter table clients.consent
    drop constraint consent_purpose_check,
    add constraint consent_purpose_check check (purpose in ('SERVICE', 'REMINDER', 'FOLLOW_UP', 'SHARE_WITH_PARTNER',
                                                            'SHARE_WITH_NETWORK', 'STATISTICS')),
    add shared_with   text not null default 'CENTRE' check (shared_with in ('CENTRE', 'NETWORK', 'PARTNERS')),
    add expires_at    timestamptz,                                  -- null: until taken back
    add written_by    uuid references accounts.staff,               -- who wrote it down; null: the person's own click
    add withdrawn_by  uuid references accounts.staff,               -- who wrote down that it was taken back
    add withdrawn_how text check (withdrawn_how in ('CLICK', 'ORAL', 'WRITTEN')),
    add check (expires_at > given_at);
update clients.consent set shared_with = 'PARTNERS' where purpose = 'SHARE_WITH_PARTNER';

comment on column clients.consent.shared_with is 'who may use it: the centre alone, all centres of the network, partners';

-- Whether a purpose is agreed to at a moment. Nobody who forgets the expiry can get it wrong.
create function clients.agreed(client uuid, wanted text, at timestamptz) returns boolean
    language sql stable
    as $$ select exists (select from clients.consent c where c.client_id = client and c.purpose = wanted
                         and c.withdrawn_at is null and (c.expires_at is null or c.expires_at > at)) $$;

-- The words that were read out or shown, by version and language: never changed, so that it can be shown again what
-- somebody agreed to. A new text is a new version.
create table clients.consent_wording (
    version  text not null,
    language text not null,
    purpose  text not null,
    words    text not null,
    primary key (version, language, purpose)
);
revoke insert, update, delete on clients.consent_wording from portal_app;
insert into clients.consent_wording (version, language, purpose, words) values
    ('2026-11', 'en', 'SERVICE', 'The centre keeps notes of our talks. Only its staff who need them for their work read them. You can see them, have them corrected and have them deleted.'),
    ('2026-11', 'en', 'REMINDER', 'The centre may send you messages about your appointments.'),
    ('2026-11', 'en', 'FOLLOW_UP', 'The centre may ask you later how things went. For that it keeps your name and contact for up to 24 months.'),
    ('2026-11', 'en', 'SHARE_WITH_PARTNER', 'The centre may give a partner organisation that helps you what it needs for that.'),
    ('2026-11', 'en', 'SHARE_WITH_NETWORK', 'If you go to another centre of our network, its staff may see what we talked about.'),
    ('2026-11', 'en', 'STATISTICS', 'What you tell us may be counted in studies, without your name.'),
    ('2026-11', 'ru', 'SERVICE', 'Центр ведёт записи наших бесед. Их читают только сотрудники, которым это нужно для работы. Вы можете посмотреть их, попросить исправить или удалить.'),
    ('2026-11', 'ru', 'REMINDER', 'Центр может присылать вам сообщения о ваших встречах.'),
    ('2026-11', 'ru', 'FOLLOW_UP', 'Центр может позже спросить, как у вас дела. Для этого он хранит ваше имя и контакты до 24 месяцев.'),
    ('2026-11', 'ru', 'SHARE_WITH_PARTNER', 'Центр может передать организации, которая вам помогает, то, что ей для этого нужно.'),
    ('2026-11', 'ru', 'SHARE_WITH_NETWORK', 'Если вы придёте в другой центр нашей сети, его сотрудники смогут видеть, о чём мы говорили.'),
    ('2026-11', 'ru', 'STATISTICS', 'То, что вы рассказали, можно учитывать в исследованиях без вашего имени.'),
    ('2026-11', 'uz', 'SERVICE', 'Markaz suhbatlarimiz haqida yozuv yuritadi. Ularni faqat ishi uchun kerak boʻlgan xodimlar oʻqiydi. Siz ularni koʻrishingiz, toʻgʻrilatishingiz yoki oʻchirtirishingiz mumkin.'),
    ('2026-11', 'uz', 'REMINDER', 'Markaz sizga uchrashuvlaringiz haqida xabar yuborishi mumkin.'),
    ('2026-11', 'uz', 'FOLLOW_UP', 'Markaz keyinroq ishlaringiz qandayligini soʻrashi mumkin. Buning uchun ismingiz va aloqa maʼlumotingizni 24 oygacha saqlaydi.'),
    ('2026-11', 'uz', 'SHARE_WITH_PARTNER', 'Markaz sizga yordam beradigan hamkor tashkilotga shu ish uchun kerakli maʼlumotni berishi mumkin.'),
    ('2026-11', 'uz', 'SHARE_WITH_NETWORK', 'Tarmogʻimizning boshqa markaziga borsangiz, uning xodimlari nima haqida gaplashganimizni koʻrishi mumkin.'),
    ('2026-11', 'uz', 'STATISTICS', 'Aytganlaringiz tadqiqotlarda ismingizsiz hisobga olinishi mumkin.'),
    ('2026-11', 'tg', 'SERVICE', 'Марказ сӯҳбатҳои моро менависад. Онҳоро танҳо кормандоне мехонанд, ки барои кор лозим доранд. Шумо метавонед онҳоро бинед, ислоҳ ё нест кунонед.'),
    ('2026-11', 'tg', 'REMINDER', 'Марказ метавонад ба шумо дар бораи вохӯриҳоятон паём фиристад.'),
    ('2026-11', 'tg', 'FOLLOW_UP', 'Марказ метавонад баъдтар пурсад, ки корҳоятон чӣ хел аст. Барои ин ном ва тамоси шуморо то 24 моҳ нигоҳ медорад.'),
    ('2026-11', 'tg', 'SHARE_WITH_PARTNER', 'Марказ метавонад ба ташкилоте, ки ба шумо кӯмак мекунад, он чиро, ки барои ин лозим аст, диҳад.'),
    ('2026-11', 'tg', 'SHARE_WITH_NETWORK', 'Агар ба маркази дигари шабакаи мо равед, кормандони он метавонанд бинанд, ки мо дар бораи чӣ гап задем.'),
    ('2026-11', 'tg', 'STATISTICS', 'Гуфтаҳои шумо метавонанд дар таҳқиқот бе номи шумо ба ҳисоб гирифта шаванд.'),
    ('2026-11', 'ky', 'SERVICE', 'Борбор сүйлөшүүлөрүбүздү жазып жүрөт. Аларды ишине керек болгон кызматкерлер гана окуйт. Сиз аларды көрө, оңдото же өчүртө аласыз.'),
    ('2026-11', 'ky', 'REMINDER', 'Борбор сизге жолугушууларыңыз жөнүндө билдирүү жөнөтө алат.'),
    ('2026-11', 'ky', 'FOLLOW_UP', 'Борбор кийин иштериңиз кандай экенин сурай алат. Ал үчүн атыңызды жана байланышыңызды 24 айга чейин сактайт.'),
    ('2026-11', 'ky', 'SHARE_WITH_PARTNER', 'Борбор сизге жардам берген уюмга ошол үчүн керектүү маалыматты бере алат.'),
    ('2026-11', 'ky', 'SHARE_WITH_NETWORK', 'Тармагыбыздын башка борборуна барсаңыз, анын кызматкерлери эмне жөнүндө сүйлөшкөнүбүздү көрө алат.'),
    ('2026-11', 'ky', 'STATISTICS', 'Айткандарыңыз изилдөөлөрдө атыңызсыз эсепке алынышы мүмкүн.');

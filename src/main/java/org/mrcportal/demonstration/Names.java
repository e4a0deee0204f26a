package org.mrcportal.demonstration;

import java.util.List;

/**
 * Invents people's names. Given names are common ones; every family name is built on a word such as "example", "trial",
 * "fairy tale" or "guess" of its language, so that nobody real is meant.
 */
final class Names {

    /** In which letters and by which custom a name is written. */
    enum Manner {
        UZBEK_LATIN(
                List.of(
                        "Malika",
                        "Nodira",
                        "Gulnora",
                        "Dilfuza",
                        "Shahnoza",
                        "Oʻgʻiloy",
                        "Zulfiya",
                        "Feruza",
                        "Sevara",
                        "Munisa",
                        "Nilufar",
                        "Hulkar",
                        "Gʻuncha",
                        "Barno",
                        "Lola",
                        "Madina"),
                List.of(
                        "Gʻulom",
                        "Bobur",
                        "Jasur",
                        "Ulugʻbek",
                        "Oʻktam",
                        "Sherzod",
                        "Sardor",
                        "Otabek",
                        "Xurshid",
                        "Alisher",
                        "Toʻlqin",
                        "Davron",
                        "Ravshan",
                        "Botir",
                        "Shavkat",
                        "Yoʻldosh"),
                List.of(
                        "Namuna",
                        "Misol",
                        "Sinov",
                        "Xayol",
                        "Faraz",
                        "Mashq",
                        "Timsol",
                        "Ertak",
                        "Taxmin",
                        "Tajriba",
                        "Gʻoya",
                        "Oʻrnak",
                        "Koʻrgazma"),
                List.of("liyev", "qulov", "boyev", "murodov"),
                List.of("liyeva", "qulova", "boyeva", "murodova")),
        UZBEK_CYRILLIC(
                List.of(
                        "Малика", "Нодира", "Гулнора", "Ўғилой", "Шаҳноза", "Зулфия", "Феруза", "Ҳулкар", "Муниса",
                        "Нилуфар", "Барно", "Мадина"),
                List.of(
                        "Ғулом", "Бобур", "Жасур", "Улуғбек", "Ўктам", "Шерзод", "Отабек", "Хуршид", "Тўлқин", "Даврон",
                        "Ботир", "Йўлдош"),
                List.of(
                        "Намуна",
                        "Мисол",
                        "Синов",
                        "Хаёл",
                        "Фараз",
                        "Машқ",
                        "Тимсол",
                        "Эртак",
                        "Тахмин",
                        "Ғоя",
                        "Ўрнак",
                        "Кўргазма"),
                List.of("лиев", "қулов", "боев", "муродов"),
                List.of("лиева", "қулова", "боева", "муродова")),
        RUSSIAN(
                List.of("Анна", "Ольга", "Мария", "Наталья", "Ирина", "Елена", "Светлана", "Татьяна", "Юлия", "Алёна"),
                List.of("Иван", "Пётр", "Сергей", "Алексей", "Дмитрий", "Фёдор", "Николай", "Андрей", "Юрий", "Илья"),
                List.of(
                        "Пример",
                        "Выдумк",
                        "Сказк",
                        "Небывал",
                        "Задачк",
                        "Пробничк",
                        "Условк",
                        "Вымысл",
                        "Понарошк",
                        "Учебничк"),
                List.of("ов", "ин", "овский"),
                List.of("ова", "ина", "овская")),
        TAJIK(
                List.of(
                        "Парвина",
                        "Гулрӯ",
                        "Меҳрангез",
                        "Ҷамила",
                        "Зулайхо",
                        "Шаҳло",
                        "Нигина",
                        "Сабоҳат",
                        "Мавҷуда",
                        "Фарзона",
                        "Тӯтиё",
                        "Насиба"),
                List.of(
                        "Фаррух",
                        "Ғайрат",
                        "Сӯҳроб",
                        "Ҷамшед",
                        "Рустам",
                        "Манучеҳр",
                        "Қурбон",
                        "Шодӣ",
                        "Баҳром",
                        "Далер",
                        "Некрӯз",
                        "Хуршед"),
                List.of("Намуна", "Мисол", "Санҷиш", "Афсона", "Хаёл", "Тахмин", "Озмоиш", "Тасаввур", "Машқ", "Қисса"),
                List.of("зода", "ӣ", "пур"),
                List.of("зода", "ӣ", "духт")),
        KYRGYZ(
                List.of(
                        "Айжамал",
                        "Гүлнара",
                        "Бактыгүл",
                        "Жылдыз",
                        "Нургүл",
                        "Чолпон",
                        "Айнура",
                        "Өмүркан",
                        "Бермет",
                        "Каныкей",
                        "Үмүт",
                        "Назгүл"),
                List.of(
                        "Өмүрбек", "Тынчтык", "Нурлан", "Бакыт", "Үсөн", "Эркин", "Азамат", "Таалай", "Жеңиш", "Кубат",
                        "Мирлан", "Чыңгыз"),
                List.of("Үлгү", "Мисал", "Сыноо", "Жомок", "Элес", "Көнүгүү", "Кыял", "Болжол", "Тажрыйба", "Маселе"),
                List.of("баев", "беков", "кулов", " уулу"),
                List.of("баева", "бекова", "кулова", " кызы"));

        private final List<String> women;
        private final List<String> men;
        private final List<String> stems;
        private final List<String> endingsOfMen;
        private final List<String> endingsOfWomen;

        Manner(
                List<String> women,
                List<String> men,
                List<String> stems,
                List<String> endingsOfMen,
                List<String> endingsOfWomen) {
            this.women = women;
            this.men = men;
            this.stems = stems;
            this.endingsOfMen = endingsOfMen;
            this.endingsOfWomen = endingsOfWomen;
        }
    }

    private final Draw draw;

    Names(Draw draw) {
        this.draw = draw;
    }

    /** As people give it: in full, the other way round, or the first name alone. */
    String called(Manner manner, String sex) {
        boolean woman = "F".equals(sex);
        String given = draw.oneOf(woman ? manner.women : manner.men);
        if (draw.chance(0.25)) {
            return given;
        }
        String family = draw.oneOf(manner.stems) + draw.oneOf(woman ? manner.endingsOfWomen : manner.endingsOfMen);
        return draw.chance(0.5) ? given + " " + family : family + " " + given;
    }
}

package org.mrcportal.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTests {

    /** One person each, as written in Uzbek (both alphabets), Russian, Tajik, Kyrgyz and by an English-minded clerk. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Юсупов | Yusupov | Yusupof | Yusupoff | Iusupov | Yusupow | ЮСУПОВ | yusupov",
                "Ғулом | Gʻulom | Gʼulom | G‘ulom | G’ulom | G'ulom | G`ulom | G´ulom | Gulom | Ghulom",
                "Хасан | Khasan | Hasan | Xasan | Ҳасан | Hassan",
                "Жамшид | Jamshid | Zhamshid | Джамшид | Dzhamshid | Djamshid | Ҷамшид",
                "Чингиз | Chingiz | Чыңгыз | Chinghiz | Çingiz",
                "Шерзод | Sherzod | Şerzod | Šerzod",
                "Ўткир | Oʻtkir | O'tkir | Utkir | Уткир | Otkir | Ӯткир | Õtkir",
                "Мухаммад | Muhammad | Mukhammad | Муҳаммад | Muxammad | Mohammad | Muhamad",
                "Жўраев | Joʻrayev | Джураев | Ҷӯраев | Juraev | Zhuraev | Dzhurayev",
                "Хўжаев | Xoʻjayev | Ходжаев | Khodjaev | Hojaev",
                "Абдуллаев | Abdullayev | Abdullaev | Abdulaev",
                "Абдуллоҳ | Abdulloh | Абдулло | Abdullo",
                "Абдулла | Abdullah | Abdulla",
                "Қодиров | Qodirov | Kodirov | Кодиров | Qodirof",
                "Алиев | Aliyev | Aliev | Алийев",
                "Егор | Yegor | Egor",
                "Евгений | Yevgeniy | Evgeny | Yevgeni | Evgenii",
                "Яхъё | Yahyo | Yaxyo | Яхё | Iakhyo",
                "Наталья | Natalya | Natalia | Наталия",
                "Юлия | Yuliya | Yulia | Iuliia",
                "Цой | Tsoy | Tsoi | Soy",
                "Щербаков | Shcherbakov | Sherbakov | Scherbakov | Шербаков",
                "Кыдыров | Kydyrov | Kidirov",
                "Соловьёв | Соловьев | Solovyov | Solovyev | Soloviev",
                "Сергеев | Sergeev | Sergeyev",
                "Маъмур | Maʼmur | Ma'mur | Mamur",
                "Исҳоқ | Is'hoq | Ishoq | Iskhok | Исхок",
                "Бахтиёр | Baxtiyor | Bakhtiyor | Bakhtiyor",
                "Гүлнара | Gulnara | Гулнара | Gülnara",
                "Өмүр | Omur | Umur | Ömür",
                "Таңатар | Tanatar | Танатар",
                "Ҳиҷрон | Hijron | Хиджрон | Khijron",
                "Назрӣ | Назри | Nazri | Nazriy",
                "Максим | Maksim | Maxim",
                "Александр | Aleksandr | Alexandr",
                "Ўғли | oʻgʻli | ogli | угли | ugli",
                "қизи | qizi | кызы | kyzy | кизи",
                "Зухра | Zuhra | Zukhra | Зуҳра | Zuxra",
            })
    void isFoundInWhateverAlphabetItIsTyped(String spellings) {
        Set<String> keys = Arrays.stream(spellings.split("\\|"))
                .map(spelling -> new PersonName(spelling).searchKey())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(keys).as(spellings).hasSize(1).allMatch(key -> key.matches("[a-z ]+"));
    }

    @ParameterizedTest
    @CsvSource({
        "Karim, Rahim",
        "Karim, Kamil",
        "Aziz, Azam",
        "Dilnoza, Malika",
        "Yusuf, Yunus",
        "Nodira, Nilufar",
        "Sardor, Sarvar",
        "Shavkat, Shuhrat",
        "Anvar, Akbar",
        "Olim, Odil",
        "Юсупов, Эсанов"
    })
    void staysApartFromAnotherName(String one, String other) {
        assertThat(new PersonName(one).searchKey()).isNotEqualTo(new PersonName(other).searchKey());
    }

    @Test
    void hasItsApostropheStoredAsTheUzbekLetter() {
        for (String apostrophe : List.of("\u02BB", "\u02BC", "\u2018", "\u2019", "'", "`", "\u00B4")) {
            assertThat(new PersonName("  G" + apostrophe + "ulom   O" + apostrophe + "ktam ").text())
                    .isEqualTo("G\u02BBulom O\u02BBktam");
        }
    }

    @Test
    void keepsTheSignThatSeparatesLetters() {
        assertThat(new PersonName("Ma\u02BCmur").text()).isEqualTo("Ma\u02BCmur");
    }

    @Test
    void isOneToAHundredCharacters() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PersonName("  \n "));
        assertThatIllegalArgumentException().isThrownBy(() -> new PersonName("ы".repeat(101)));
        assertThat(new PersonName("ы".repeat(100)).text()).hasSize(100);
        assertThat(PersonName.orNull("   ")).isNull();
    }

    @Test
    void hasAnEmptyKeyWhereNothingCanBeSearchedFor() {
        assertThat(PersonName.SearchKey.of("  -- '' ** ")).isEmpty();
        assertThat(PersonName.SearchKey.of("😀")).isEmpty();
    }

    @Property
    void keyIsPlainWhateverIsTyped(@ForAll @StringLength(max = 300) String anything) {
        assertThat(PersonName.SearchKey.of(anything)).matches("([a-z0-9]+( [a-z0-9]+)*)?");
    }

    @Property
    void keyDoesNotDependOnCase(@ForAll("cyrillicNames") String name) {
        assertThat(PersonName.SearchKey.of(name.toUpperCase(Locale.ROOT)))
                .isEqualTo(PersonName.SearchKey.of(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * Uzbek's own two alphabets: every name that can be built from its syllables has one key, but for what begins like Xenia
     * or Maxim, where a Latin x is read as ks.
     */
    @Property
    void keyIsTheSameInBothAlphabetsOfUzbek(@ForAll("uzbekSyllables") List<Syllable> syllables) {
        String cyrillic = syllables.stream().map(Syllable::cyrillic).collect(Collectors.joining());
        String latin = syllables.stream().map(Syllable::latin).collect(Collectors.joining());
        Assume.that(!latin.startsWith("xeni") && !latin.startsWith("maxim"));
        assertThat(PersonName.SearchKey.of(latin)).isEqualTo(PersonName.SearchKey.of(cyrillic));
    }

    record Syllable(String cyrillic, String latin) {}

    @Provide
    Arbitrary<String> cyrillicNames() {
        return Arbitraries.strings()
                .withChars("абвгдеёжзийклмнопрстуфхцчшщъыьэюяўқғҳҷӣӯңөү")
                .ofMinLength(1)
                .ofMaxLength(20);
    }

    @Provide
    Arbitrary<List<Syllable>> uzbekSyllables() {
        Arbitrary<Syllable> consonant = pairs(
                "б b", "в v", "г g", "ғ gʻ", "д d", "ж j", "з z", "к k", "қ q", "л l", "м m", "н n", "п p", "р r",
                "с s", "т t", "х x", "ҳ h", "ч ch", "ш sh");
        Arbitrary<Syllable> vowel = pairs("а a", "и i", "о o", "у u", "ў oʻ", "е e", "я ya", "ю yu", "ё yo", "ай ay");
        return Combinators.combine(consonant, vowel)
                .as((c, v) -> new Syllable(c.cyrillic() + v.cyrillic(), c.latin() + v.latin()))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    private static Arbitrary<Syllable> pairs(String... pairs) {
        return Arbitraries.of(Arrays.stream(pairs)
                .map(pair -> new Syllable(pair.split(" ")[0], pair.split(" ")[1]))
                .toList());
    }
}

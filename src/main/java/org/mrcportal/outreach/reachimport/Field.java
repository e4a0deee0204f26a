package org.mrcportal.outreach.reachimport;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.outreach.Measure;
import org.mrcportal.outreach.Platform;

/**
 * What a column of an export can be, with what platforms call it in English and Russian, and our own files in the
 * languages of staff; the likeliest name first. Meta Business Suite, TikTok Studio, YouTube Studio and the usual
 * Telegram tools as of autumn 2026.
 */
enum Field {
    CODE(
            null,
            "number in the portal",
            "номер в портале",
            "portaldagi raqami",
            "short code",
            "короткий код",
            "qisqa kod"),
    EXTERNAL_ID(
            null,
            "post id",
            "media id",
            "video id",
            "content id",
            "message id",
            "идентификатор публикации",
            "id публикации",
            "идентификатор видео",
            "id видео",
            "id сообщения",
            "number on the platform",
            "номер на площадке",
            "platformadagi raqami",
            "content",
            "контент",
            "id"),
    LINK(
            null,
            "permalink",
            "post link",
            "video link",
            "post url",
            "постоянная ссылка",
            "ссылка на публикацию",
            "ссылка на видео",
            "ссылка на пост",
            "link",
            "url",
            "ссылка",
            "havola"),
    TITLE(
            null,
            "title",
            "video title",
            "post title",
            "название",
            "название видео",
            "заголовок",
            "caption",
            "description",
            "описание",
            "подпись",
            "текст",
            "text",
            "post",
            "публикация"),
    POSTED_ON(
            null,
            "publish time",
            "video publish time",
            "post time",
            "publish date",
            "date published",
            "published",
            "created time",
            "posted on",
            "время публикации",
            "дата публикации",
            "опубликовано",
            "chiqarilgan kuni",
            "date",
            "дата"),
    TAKEN_ON(
            null,
            "figures as of",
            "as of",
            "snapshot date",
            "export date",
            "показатели на",
            "дата выгрузки",
            "raqamlar sanasi"),
    REACH(
            Measure.REACH,
            "reach",
            "reach people",
            "accounts reached",
            "people reached",
            "reached audience",
            "охват",
            "охват люди",
            "охваченные аккаунты",
            "qamrov odamlar"),
    IMPRESSIONS(Measure.IMPRESSIONS, "impressions", "показы", "koʻrsatishlar"),
    VIEWS(
            Measure.VIEWS,
            "views",
            "video views",
            "total views",
            "plays",
            "просмотры",
            "просмотры видео",
            "количество просмотров",
            "koʻrishlar"),
    REACTIONS(
            Measure.REACTIONS,
            "reactions",
            "likes",
            "total likes",
            "likes and reactions",
            "реакции",
            "лайки",
            "отметки нравится",
            "нравится",
            "reaksiyalar"),
    COMMENTS(Measure.COMMENTS, "comments", "total comments", "комментарии", "izohlar"),
    SHARES(
            Measure.SHARES,
            "shares",
            "total shares",
            "forwards",
            "reposts",
            "репосты",
            "пересылки",
            "поделились",
            "количество репостов",
            "ulashishlar"),
    SAVES(Measure.SAVES, "saves", "saved", "favorites", "сохранения", "saqlashlar"),
    CLICKS(
            Measure.CLICKS,
            "link clicks",
            "clicks",
            "total clicks",
            "переходы по ссылке",
            "клики по ссылке",
            "клики",
            "havola bosilishi"),
    SPEND(
            null,
            "amount spent",
            "spend",
            "spent",
            "cost",
            "сумма затрат",
            "потраченная сумма",
            "потрачено",
            "расходы",
            "sarflangan"),
    CURRENCY(null, "currency", "валюта", "valyuta");

    private final @Nullable Measure measure;
    private final List<String> names;

    Field(@Nullable Measure measure, String... names) {
        this.measure = measure;
        this.names = List.of(names);
    }

    Optional<Measure> measure() {
        return Optional.ofNullable(measure);
    }

    List<String> names() {
        return names;
    }

    /** Telegram has no reach, so no column of it is. */
    boolean existsOn(Platform platform) {
        return this != REACH || platform.tellsReach();
    }

    static Optional<Field> ofCode(@Nullable String code) {
        for (Field field : values()) {
            if (field.name().equals(code)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}

package org.mrcportal.outreach;

import java.util.List;

/** In what outreach pays: ISO 4217. */
public final class Currencies {

    public static final List<String> ALL = List.of("EUR", "USD", "UZS", "TJS", "KGS", "KZT", "TMT", "RUB");

    private Currencies() {}
}

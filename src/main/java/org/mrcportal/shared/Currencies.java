package org.mrcportal.shared;

import java.util.List;

/** In what the centres pay: ISO 4217. */
public final class Currencies {

    public static final List<String> ALL = List.of("EUR", "USD", "UZS", "TJS", "KGS", "KZT", "TMT", "RUB");

    private Currencies() {}
}

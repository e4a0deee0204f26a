package org.mrcportal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many rows there are in each table and what they add up to: of one centre where a table has centres, else all. The
 * trail, sessions and events under way are left out, for they tell of requests and not of records.
 */
final class Digest {

    private final Fixtures fixtures;
    private final String sql;

    Digest(Fixtures fixtures, Fixtures.Centre centre) {
        this(fixtures, centre, "t::text", "'none'");
    }

    /**
     * Of what rows say to people, without versions and times, and without what is written of every look and every step.
     * What is sealed looks different each time it is sealed: of it only whether there is any.
     */
    static Digest ofWhatIsSaid(Fixtures fixtures, Fixtures.Centre centre) {
        return new Digest(
                fixtures,
                centre,
                "regexp_replace((to_jsonb(t) - '{version,updated_at,changed_at,due_on}'::text[])::text, '\\\\x[0-9a-f]+', 'x', 'g')",
                "'case_view', 'case_event'");
    }

    private Digest(Fixtures fixtures, Fixtures.Centre centre, String content, String without) {
        this.fixtures = fixtures;
        List<String> parts = new ArrayList<>();
        fixtures.jdbc()
                .sql("""
                        select n.nspname || '.' || c.relname as name, exists (
                            select from pg_attribute a where a.attrelid = c.oid and a.attname = 'centre_id') as centred
                        from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where c.relkind in ('r', 'p') and not c.relispartition
                          and n.nspname not in ('pg_catalog', 'information_schema', 'audit', 'public', 'portal')
                          and c.relname not in (%s)
                          and c.relname not like 'session%%' and c.relname not like '%%attempt%%' or c.oid = 'reintegration.follow_up_attempt'::regclass
                        order by 1
                        """.formatted(without))
                .query((row, number) -> parts.add(
                        "select '%1$s' as name, count(*) || ' ' || coalesce(sum(hashtextextended(%3$s, 0)::numeric), 0) as sum from %1$s t%2$s"
                                .formatted(
                                        row.getString("name"),
                                        row.getBoolean("centred") ? " where centre_id = '" + centre.id() + "'" : "",
                                        content)))
                .list();
        sql = String.join(" union all ", parts);
    }

    /** Table by table. */
    Map<String, String> now() {
        return fixtures
                .jdbc()
                .sql(sql)
                .query((row, number) -> Map.entry(row.getString("name"), row.getString("sum")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    /** The tables that differ. */
    static List<String> changed(Map<String, String> before, Map<String, String> after) {
        return after.keySet().stream()
                .filter(table -> !Objects.equals(after.get(table), before.get(table)))
                .toList();
    }
}

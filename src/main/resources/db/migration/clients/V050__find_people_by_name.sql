-- The key of a registration form: a form sent twice registers one person.
alter table clients.client add once uuid unique;

-- Nearest names first, straight from the index and per centre: a common name costs no more than a rare one. (A GIN index
-- finds all who are near, of all centres, and then sorts them: ten to fifty times as long among 300,000 people.)
drop index clients.identity_name;
create index identity_name on clients.identity using gist (centre_id, name_key gist_trgm_ops (siglen = 64));

-- A key is one spelling for all alphabets, each word followed by its consonants (PersonName.SearchKey). What remains
-- between spellings is a vowel or two, so a word is found when four tenths of its trigrams are there; among those that
-- are equally near, the shorter name comes first.
-- As before: the scope is applied here, because trigram operators are not leakproof; ids and a rank only; bounded.
create or replace function clients.named_like(wanted text, most int)
    returns table (client_id uuid, rank real)
    language sql stable security definer
    set search_path = pg_catalog, public, pg_temp
    set pg_trgm.word_similarity_threshold = 0.41
    set enable_bitmapscan = off     -- the planner thinks every name rare and would collect and sort
    as $$
    select near.client_id, near.rank
    from unnest(portal.visible_centres()) as centre (id)
    cross join lateral (
        select i.client_id, word_similarity(wanted, i.name_key) as rank, similarity(wanted, i.name_key) as whole
        from clients.identity i
        where i.centre_id = centre.id and wanted <% i.name_key and length(wanted) >= 2
        order by wanted <<-> i.name_key
        limit least(most, 50)) near
    order by near.rank desc, near.whole desc, near.client_id
    limit least(most, 50)
$$;

-- The key of a registration form: a form sent twice registers one person.
alter table clients.client add once uuid unique;

-- A key is one spelling for all alphabets, each word followed by its consonants (PersonName.SearchKey). What remains
-- between spellings is a vowel or two, so a word is found when four tenths of its trigrams are there; the surest come
-- first, then those whose whole name is nearest.
-- As before: the scope is applied here, because trigram operators are not leakproof; ids and a rank only; bounded.
create or replace function clients.named_like(wanted text, most int)
    returns table (client_id uuid, rank real)
    language sql stable security definer
    set search_path = pg_catalog, public, pg_temp
    set pg_trgm.word_similarity_threshold = 0.41
    as $$
    select i.client_id, word_similarity(wanted, i.name_key)
    from clients.identity i
    where wanted <% i.name_key and length(wanted) >= 2
      and i.centre_id = any (portal.visible_centres())
    order by word_similarity(wanted, i.name_key) desc, similarity(wanted, i.name_key) desc, i.client_id
    limit least(most, 50)
$$;

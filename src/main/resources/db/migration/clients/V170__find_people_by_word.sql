-- People are found by the words of their names: each word, each two words together (in both orders, so that the second
-- may be typed in part), and what is heard of them, marked with a tilde: their consonants. A name of two words has seven
-- rows, so a common name costs no more than a rare one, however many people there are: its rows lie side by side, the
-- newest person first, and the first fifty are read.
create table clients.name_key (
    centre_id uuid not null references centres.centre,
    key       text not null collate "C",            -- 'gulum', 'gulum iusupuv', '~glm', '~glm spv'
    client_id uuid not null references clients.identity on delete cascade
);
create unique index name_key_found on clients.name_key (centre_id, key, client_id desc);
create index name_key_client on clients.name_key (client_id);
call portal.guard_by_centre('clients.name_key');

-- The consonants, in which the languages differ least (Botir, Батыр); the word itself where it has fewer than two.
create function clients.name_sound(word text) returns text
    language sql immutable parallel safe
    as $$ select case when length(translate(word, 'aeiou0123456789', '')) < 2 then word
                 else translate(word, 'aeiou0123456789', '') end $$;

-- The words of an identity's name_key (PersonName.SearchKey), at most five, without the consonants after each.
create function clients.name_words(name_key text) returns text[]
    language plpgsql immutable parallel safe
    as $$
declare
    parts text[] := string_to_array(name_key, ' ');
    words text[] := '{}';
    i     int    := 1;
begin
    while i <= cardinality(parts) and cardinality(words) < 5 loop
        if parts[i] <> '' and parts[i] <> all (words) then
            words := words || parts[i];
        end if;
        if clients.name_sound(parts[i]) <> parts[i] and parts[i + 1] = clients.name_sound(parts[i]) then
            i := i + 1;
        end if;
        i := i + 1;
    end loop;
    return words;
end $$;

create function clients.name_keys(name_key text) returns setof text
    language sql immutable parallel safe
    as $$
    with word as (select word, clients.name_sound(word) as sound from unnest(clients.name_words(name_key)) word)
    select word from word
    union select one.word || ' ' || other.word from word one join word other on one.word <> other.word
    union select '~' || sound from word
    union select '~' || least(one.sound collate "C", other.sound collate "C")
                     || ' ' || greatest(one.sound collate "C", other.sound collate "C")
          from word one join word other on one.word < other.word
$$;

create function clients.identities_named() returns trigger
    language plpgsql
    as $$
begin
    if tg_op = 'UPDATE' then
        delete from clients.name_key k using new_rows changed join old_rows former on former.client_id = changed.client_id
        where k.client_id = changed.client_id and former.name_key is distinct from changed.name_key;
        insert into clients.name_key (centre_id, key, client_id)
        select changed.centre_id, key, changed.client_id
        from new_rows changed join old_rows former on former.client_id = changed.client_id
        cross join lateral clients.name_keys(changed.name_key) key
        where former.name_key is distinct from changed.name_key;
    else
        insert into clients.name_key (centre_id, key, client_id)
        select i.centre_id, key, i.client_id from new_rows i cross join lateral clients.name_keys(i.name_key) key;
    end if;
    return null;
end $$;
create trigger identity_named after insert on clients.identity referencing new table as new_rows
    for each statement execute function clients.identities_named();
create trigger identity_renamed after update on clients.identity
    referencing new table as new_rows old table as old_rows
    for each statement execute function clients.identities_named();

insert into clients.name_key (centre_id, key, client_id)
select i.centre_id, key, i.client_id from clients.identity i cross join lateral clients.name_keys(i.name_key) key;

-- Two lookups at most. The first: whoever's words are spelled so, begin so or are heard so. The second only where the
-- first found nobody, which is what a slip of the finger or two half words do: of two words, one may be near; a single
-- word is looked up by its trigrams. Like named_like it applies the scope itself, because it is the owner's; ids only;
-- bounded.
create function clients.named(wanted text, most int)
    returns table (client_id uuid, rank real)
    language plpgsql stable security definer
    set search_path = pg_catalog, public, pg_temp
    set enable_bitmapscan = off
    set enable_seqscan = off
    as $$
declare
    words text[] := clients.name_words(wanted);
    lows  text[];   -- where to begin reading in the index
    highs text[];   -- and before what to stop
begin
    if length(wanted) < 2 then
        return;
    end if;
    -- Of a long name the three longest words, as typed: the first two decide, the third may be missing on record.
    words := (select array_agg(word order by place)
              from (select word, place from unnest(words) with ordinality t (word, place)
                    order by length(word) desc limit 3) longest);
    if cardinality(words) = 1 then
        lows := array[words[1], '~' || clients.name_sound(words[1])];
    else
        lows := (select array_agg(probe) from (
                    select one.word || ' ' || other.word as probe
                    from unnest(words) one (word) join unnest(words) other (word) on one.word <> other.word
                    union all
                    select '~' || least(clients.name_sound(one.word) collate "C", clients.name_sound(other.word) collate "C")
                               || ' ' || greatest(clients.name_sound(one.word) collate "C", clients.name_sound(other.word) collate "C")
                    from unnest(words) one (word) join unnest(words) other (word) on one.word < other.word) probes);
    end if;
    highs := (select array_agg(case when low like '~%' then low || ' ' else low || '{' end order by place)
              from unnest(lows) with ordinality t (low, place));
    return query
        select distinct near.id, 1::real
        from unnest(portal.visible_centres()) as centre (id)
        cross join unnest(lows, highs) as probe (low, high)
        cross join lateral (
            select k.client_id as id from clients.name_key k
            where k.centre_id = centre.id and k.key >= probe.low and k.key < probe.high
            order by k.key, k.client_id desc
            limit least(most, 50)) near;
    if found then
        return;
    elsif cardinality(words) = 1 then
        return query select l.client_id, l.rank from clients.named_like(wanted, most) l;
    else
        return query
            select near.id, max(near.near)::real
            from unnest(portal.visible_centres()) as centre (id)
            cross join (select one.word, other.word as beside
                        from unnest(words[:2]) one (word) join unnest(words[:2]) other (word) on one.word <> other.word) pair
            cross join lateral (
                select k.client_id as id, similarity(split_part(k.key, ' ', 2), pair.beside) as near
                from clients.name_key k
                where k.centre_id = centre.id and k.key >= pair.word and k.key < pair.word || '{'
                  and left(split_part(k.key, ' ', 2), 1) = left(pair.beside, 1)
                  and (starts_with(split_part(k.key, ' ', 2), pair.beside)
                       or similarity(split_part(k.key, ' ', 2), pair.beside) > 0.3)
                order by 2 desc, k.client_id desc
                limit least(most, 50)) near
            group by near.id order by 2 desc limit least(most, 50);
    end if;
end $$;

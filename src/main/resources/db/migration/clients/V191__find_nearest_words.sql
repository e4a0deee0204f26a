-- Each word backwards too, marked '<': whoever shares the end of a word with what was typed lies side by side as well.
create or replace function clients.name_keys(name_key text) returns setof text
    language sql immutable parallel safe
    as $$
    with word as (select word, clients.name_sound(word) as sound from unnest(clients.name_words(name_key)) word)
    select word from word
    union select '<' || reverse(word) from word where length(word) >= 4
    union select one.word || ' ' || other.word from word one join word other on one.word <> other.word
    union select '~' || sound from word
    union select '~' || least(one.sound collate "C", other.sound collate "C")
                     || ' ' || greatest(one.sound collate "C", other.sound collate "C")
          from word one join word other on one.word < other.word
$$;

insert into clients.name_key (centre_id, key, client_id)
select i.centre_id, '<' || reverse(word), i.client_id
from clients.identity i cross join lateral unnest(clients.name_words(i.name_key)) word
where length(word) >= 4;

-- The words on record that share half a word with what was typed and are near it; on request those that begin as typed
-- too. It hops in the index from one word to the next, over all people who bear it: as many hops as there are different
-- words, at most 200 for each of the three stretches, however many people there are.
create function clients.words_like(centre uuid, typed text, beginnings boolean) returns table (word text, near real)
    language plpgsql stable
    as $$
declare
    half int := greatest(2, length(typed) / 2);     -- one slip leaves one of the halves as it was
begin
    return query
        with recursive
        stretch (low) as (
            select typed where beginnings
            union select left(typed, half) where length(typed) >= 4
            union select '<' || reverse(right(typed, half)) where length(typed) >= 4),
        hop (key, high, step) as (
            select nearest.key, s.low || '{', 1
            from stretch s cross join lateral (
                select k.key from clients.name_key k
                where k.centre_id = words_like.centre and k.key >= s.low and k.key < s.low || '{'
                order by k.key limit 1) nearest
            union all
            select nearest.key, hop.high, hop.step + 1
            from hop cross join lateral (
                select k.key from clients.name_key k    -- '!' comes after the space of all pairs, before any letter
                where k.centre_id = words_like.centre and k.key >= split_part(hop.key, ' ', 1) || '!' and k.key < hop.high
                order by k.key limit 1) nearest
            where hop.step < 200),
        known as (
            select distinct case when key like '<%' then reverse(substr(key, 2)) else split_part(key, ' ', 1) end as word
            from hop)
        select known.word, public.similarity(known.word, typed) from known
        where starts_with(known.word, typed)
           or length(typed) >= 4 and public.similarity(known.word, typed) > 0.3;
end $$;

-- Two lookups at most, and neither costs more the more people bear a name. The first: whoever's words are spelled so,
-- begin so or are heard so. The second only where the first found nobody, which is what a slip of the finger or two half
-- words do: the nearest words on record, and who bears them. It applies the scope itself, because it is the owner's; ids
-- only; bounded.
create or replace function clients.named(wanted text, most int)
    returns table (client_id uuid, rank real)
    language plpgsql stable security definer
    set search_path = pg_catalog, public, pg_temp
    set enable_bitmapscan = off
    set enable_seqscan = off
    set jit = off                   -- compiling takes longer than any search
    as $$
declare
    bound constant int := least(most, 50);
    words text[] := clients.name_words(wanted);
    lows  text[];   -- where to begin reading in the index
    highs text[];   -- and before what to stop
    fullest text;   -- the one of two words that fewer others begin with
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
            limit bound) near;
    if found then
        return;
    end if;
    -- What to read in each centre: a word on record, alone; or with what was typed beside it, whole or in part; or one of
    -- the six nearest of one word with one of the six nearest of the other. The nearest is read first, until there are
    -- enough rows: few people are in more than three of these.
    fullest := (select word from unnest(words[:2]) word order by length(word) desc limit 1);
    return query
        with known as materialized (
            select centre.id as centre_id, typed.place, w.word, w.near,
                   row_number() over (partition by centre.id, typed.place order by w.near desc, w.word) as nearest
            from unnest(portal.visible_centres()) as centre (id)
            cross join unnest(words[:2]) with ordinality as typed (word, place)
            cross join lateral clients.words_like(centre.id, typed.word, typed.word = fullest) w),
        probe as (
            select k.centre_id, k.word as low, k.word || ' ' as high, k.near, null as beside
            from known k where cardinality(words) = 1
            union all
            select k.centre_id, k.word || ' ' || words[3 - k.place], k.word || ' ' || words[3 - k.place] || '{', k.near,
                   words[3 - k.place]
            from known k where cardinality(words) > 1
            union all
            select one.centre_id, one.word || ' ' || other.word, one.word || ' ' || other.word || '!',
                   least(one.near, other.near), null
            from known one join known other using (centre_id)
            where one.place = 1 and other.place = 2 and one.nearest <= 6 and other.nearest <= 6),
        reading as (
            select read.id,
                   least(p.near, case when p.beside is null then 1 else similarity(split_part(read.key, ' ', 2), p.beside) end) as near
            from (select * from probe order by near desc, low) p
            cross join lateral (
                select k.client_id as id, k.key from clients.name_key k
                where k.centre_id = p.centre_id and k.key >= p.low and k.key < p.high
                order by k.key, k.client_id desc
                limit bound) read
            limit 4 * bound)
        select r.id, max(r.near)::real from reading r
        group by r.id order by 2 desc, 1 desc limit bound;
end $$;

-- A single word with a slip is found by its neighbours now, at a hundredth of the time.
drop function clients.named_like(text, int);
drop index clients.identity_name;

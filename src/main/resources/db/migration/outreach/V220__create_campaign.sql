-- What a centre does on screens, in print and on the air for one aim, and what it planned to reach.
create table outreach.campaign (
    id            uuid          primary key,
    version       bigint        not null,
    centre_id     uuid          not null references centres.centre,
    name          text          not null check (length(name) between 1 and 120),
    aim           text          check (length(aim) <= 1000),
    starts_on     date          not null,
    ends_on       date          not null check (starts_on <= ends_on),
    audience_code text          not null references outreach.audience,
    channels      text[]        not null check (cardinality(channels) >= 1 and channels <@ array[
        'FACEBOOK', 'INSTAGRAM', 'TELEGRAM', 'TIKTOK', 'YOUTUBE', 'ODNOKLASSNIKI', 'SITE', 'OTHER', 'PRINT', 'BROADCAST']),
    budget        numeric(14, 2) check (budget >= 0),
    currency      text          check (currency ~ '^[A-Z]{3}$'),          -- ISO 4217
    project       text          check (length(project) <= 200),
    donor         text          check (length(donor) <= 200),
    once          uuid          not null unique,                          -- idempotency key of the form that made it
    created_by    uuid          not null references accounts.staff,
    created_at    timestamptz   not null,
    closed_at     timestamptz,
    check ((budget is null) = (currency is null)),
    unique (id, centre_id)
);
create index campaign_centre on outreach.campaign (centre_id, starts_on desc, id);
call portal.guard_by_centre('outreach.campaign');

-- What is hoped for on one platform. Of reach: for the post that reaches most, for people are not added up.
create table outreach.campaign_target (
    centre_id   uuid   not null,
    campaign_id uuid   not null,
    platform    text   not null check (platform in (
        'FACEBOOK', 'INSTAGRAM', 'TELEGRAM', 'TIKTOK', 'YOUTUBE', 'ODNOKLASSNIKI', 'SITE', 'OTHER')),
    measure     text   not null check (measure in (
        'REACH', 'IMPRESSIONS', 'VIEWS', 'REACTIONS', 'COMMENTS', 'SHARES', 'SAVES', 'CLICKS')),
    target      bigint not null check (target between 1 and 100000000000),
    primary key (campaign_id, platform, measure),
    foreign key (campaign_id, centre_id) references outreach.campaign (id, centre_id),
    check (platform <> 'TELEGRAM' or measure <> 'REACH')                  -- Telegram tells views, never reach
);
call portal.guard_by_centre('outreach.campaign_target');

create table outreach.post (
    id          uuid        primary key,
    version     bigint      not null,
    centre_id   uuid        not null references centres.centre,
    campaign_id uuid        not null,
    platform    text        not null check (platform in (
        'FACEBOOK', 'INSTAGRAM', 'TELEGRAM', 'TIKTOK', 'YOUTUBE', 'ODNOKLASSNIKI', 'SITE', 'OTHER')),
    posted_on   date        not null,                                     -- in the centre's zone
    title       text        check (length(title) <= 160),                 -- as staff call it, or as it begins
    language    text        check (language in ('en', 'ru', 'uz', 'tg', 'ky')),   -- null: not known
    topic_code  text        references outreach.topic,
    link        text        check (length(link) <= 500),
    link_key    text        check (length(link_key) <= 500),              -- the link without what does not matter in it
    external_id text        check (length(external_id) between 1 and 200),   -- what the platform calls it
    leader_id   uuid,                                                     -- the leader or influencer, where registered
    influencer  text        check (length(influencer) <= 120),            -- the same, in words
    once        uuid        not null unique,
    created_by  uuid        not null references accounts.staff,
    created_at  timestamptz not null,
    foreign key (campaign_id, centre_id) references outreach.campaign (id, centre_id),
    unique (id, centre_id, platform)
);
create index post_campaign on outreach.post (campaign_id, posted_on desc, id desc);
-- A post is known by what the platform calls it, else by its link: so an export read again finds it.
create unique index post_external on outreach.post (centre_id, platform, external_id) where external_id is not null;
create unique index post_link on outreach.post (centre_id, platform, link_key) where external_id is null and link_key is not null;
create index post_any_link on outreach.post (centre_id, platform, link_key) where link_key is not null;
call portal.guard_by_centre('outreach.post');

-- What a platform said of a post on one day. Null: it said nothing of that.
create table outreach.reach_snapshot (
    centre_id   uuid        not null,
    post_id     uuid        not null,
    platform    text        not null,                                     -- the post's
    taken_on    date        not null,
    reach       bigint      check (reach       between 0 and 100000000000),   -- people; never added up
    impressions bigint      check (impressions between 0 and 100000000000),
    views       bigint      check (views       between 0 and 100000000000),
    reactions   bigint      check (reactions   between 0 and 100000000000),
    comments    bigint      check (comments    between 0 and 100000000000),
    shares      bigint      check (shares      between 0 and 100000000000),
    saves       bigint      check (saves       between 0 and 100000000000),
    clicks      bigint      check (clicks      between 0 and 100000000000),
    spend       numeric(14, 2) check (spend >= 0),                        -- since the post began
    currency    text        check (currency ~ '^[A-Z]{3}$'),
    source      text        not null check (source in ('HAND', 'IMPORT')),
    entered_by  uuid        not null references accounts.staff,
    entered_at  timestamptz not null,
    primary key (post_id, taken_on),
    foreign key (post_id, centre_id, platform) references outreach.post (id, centre_id, platform),
    check (platform <> 'TELEGRAM' or reach is null),                      -- Telegram tells views, never reach
    check ((spend is null) = (currency is null)),
    check (num_nonnulls(reach, impressions, views, reactions, comments, shares, saves, clicks, spend) > 0)
);
call portal.guard_by_centre('outreach.reach_snapshot');

-- Second-level areas of a region. Their names are the official ones, in the two scripts that readers have.
create table centres.district (
    code                 text    primary key check (code ~ '^[A-Z]{2}-[A-Z0-9]{1,3}-[A-Z0-9]{2,24}$'),  -- the region's code and the name in capitals
    region_code          text    not null references centres.region,
    name_latin           text    not null,                -- for readers of English and Uzbek
    name_cyrillic        text    not null,                -- for readers of Russian, Tajik and Kyrgyz
    border_target        boolean not null,                -- named by BOMCA; besides those of a whole border target region
    unique (region_code, name_latin)
);

-- How many people live in a region, as published on a day: the newest one on or before the end of a period counts.
create table centres.region_population (
    region_code text not null references centres.region,
    as_of       date not null,
    inhabitants int  not null check (inhabitants > 0),
    source      text not null,
    primary key (region_code, as_of)
);

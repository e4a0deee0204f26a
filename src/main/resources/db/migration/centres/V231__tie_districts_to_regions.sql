-- So that a place which names both can only name a district of its region.
alter table centres.district add constraint district_of_region unique (region_code, code);

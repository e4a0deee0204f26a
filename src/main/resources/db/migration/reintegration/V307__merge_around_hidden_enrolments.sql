-- Whether somebody in scope has a place in a course, also by a case that is hidden from the reader: so that bringing two
-- records of one person together leaves such an enrolment where it is, and does not fail.
create function reintegration.has_place(course uuid, person uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog
    as $$
    select exists (select from reintegration.enrolment e join clients.client k on k.id = e.client_id
                   where e.course_id = course and e.client_id = person and e.state <> 'CANCELLED'
                     and k.centre_id = any (portal.visible_centres()))
$$;

-- That a delivery was acknowledged is taken back with a reason, too, where it was entered by mistake.
comment on column reintegration.correction.day is 'of the delivery, or of its acknowledgement';

-- Totals of closed months now say the language of each wait: those without it are counted anew.
delete from counselling.month_closing;
delete from counselling.month_figure;
comment on column counselling.month_figure.value is
    'empty: nothing was said; of WAIT: days to a tenth and the language of the talk, with a space between';

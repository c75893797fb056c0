-- How many mails have left on a day of the studio's calendar for addresses of neither its clients nor its members.
create table mail_days (
  day date primary key,
  strangers integer not null
);

-- The list of invoices in each order that its head offers, read from an index; rows that are alike follow their id.
create index invoices_by_due_date on invoices (coalesce(case when kind = 'invoice' then due_date end, 'infinity'::date), id);
create index invoices_by_total on invoices ((case when kind = 'invoice' then gross else -gross end), id);
create index invoices_by_owed on invoices (
  (case when kind = 'invoice' and issued_at is not null then greatest(0, gross - paid - credited) else 0 end), id);
create index invoices_by_status on invoices ((case
  when issued_at is null then 0
  when kind = 'credit-note' then 7
  when cancelled_at is not null then 6
  when paid_at is not null then 5
  when overdue_at is not null then 4
  when paid <> 0 then 3
  when sent_at is not null then 2
  else 1 end), id);

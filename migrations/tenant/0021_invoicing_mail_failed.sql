-- A mail that was tried for the last time without success: the page says so instead of showing it as under way for ever.
alter table invoice_mails add column failed_at timestamptz;

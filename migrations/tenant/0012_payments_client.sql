-- The page of a client shows its latest payments.
create index payments_client on payments (client_id, received_on desc, id desc);

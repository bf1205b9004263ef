-- Whose work a data source is: the name of the only agent that is granted its scans, which need not have registered yet.
-- Null: any agent of the organisation.
alter table data_source add column agent text;

-- Hash of the token with which the scan of the current grant speaks to the control plane itself; null when it speaks to
-- its agent. Each grant replaces it, so a token dies with its epoch.
alter table scan add column job_token bytea;

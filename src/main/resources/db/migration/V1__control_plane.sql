-- The control plane's tables. Every row of a tenant carries organisation_id, and row-level security holds the
-- border: a transaction sees one organisation, named by the setting seltzer.organisation. `force` binds the
-- owner of the tables too; only a superuser would pass it, which is why the server refuses to run as one.

create function seltzer_organisation() returns uuid
    language sql stable
    as $$ select nullif(current_setting('seltzer.organisation', true), '')::uuid $$;

-- Outside the border: what is read before it is known who asks.
create table organisation (
    id          uuid primary key default gen_random_uuid(),
    name        text not null unique,
    created_at  timestamptz not null default now()
);

create table api_key (
    id              text primary key,
    organisation_id uuid not null references organisation,
    secret_salt     bytea not null,
    secret_hash     bytea not null,
    created_at      timestamptz not null default now(),
    revoked_at      timestamptz
);

create table web_session (
    token_hash      bytea primary key,
    organisation_id uuid not null references organisation,
    api_key_id      text not null references api_key,
    expires_at      timestamptz not null
);

-- Log-ins of clients that send a token with each message.
create table access_token (
    token_hash      bytea primary key,
    organisation_id uuid not null references organisation,
    api_key_id      text not null references api_key,
    expires_at      timestamptz not null
);

-- Inside the border.
create table agent (
    id              uuid primary key default gen_random_uuid(),
    organisation_id uuid not null references organisation,
    name            text not null,
    version         text not null,
    launcher        text not null,
    registered_at   timestamptz not null default now(),
    last_seen_at    timestamptz not null default now(),
    unique (organisation_id, name)
);

-- One running process of an agent; claims and leases name it.
create table agent_instance (
    id              uuid not null,
    organisation_id uuid not null references organisation,
    agent_id        uuid not null references agent,
    last_seen_at    timestamptz not null,
    primary key (organisation_id, id)
);

create table data_source (
    id              uuid primary key default gen_random_uuid(),
    organisation_id uuid not null references organisation,
    name            text not null,
    label           text not null,
    -- Null while nobody said it: a discovery names data sources without their type.
    type            text,
    -- YAML with placeholders; a file with a literal password is refused at the door. Null until somebody hands one
    -- in: a local run brings a name and a type alone, and no agent can reach a data source by these.
    configuration   text,
    warehouse       text,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    unique (organisation_id, name)
);

create table dataset (
    id              uuid primary key default gen_random_uuid(),
    organisation_id uuid not null references organisation,
    qualified_name  text not null,
    data_source     text not null,
    prefixes        text[] not null,
    table_name      text not null,
    created_at      timestamptz not null default now(),
    unique (organisation_id, qualified_name)
);

create table contract_version (
    id              uuid primary key default gen_random_uuid(),
    organisation_id uuid not null references organisation,
    dataset_id      uuid not null references dataset,
    version         int not null,
    contents        text not null,
    checksum        text not null,
    file_path       text not null,
    created_at      timestamptz not null default now(),
    created_by      text not null,
    unique (dataset_id, version)
);

-- Contract files that clients uploaded, a text once. One that no scan refers to is swept away after a day; a published
-- one lives on in contract_version.
create table contract_file (
    id              uuid primary key default gen_random_uuid(),
    organisation_id uuid not null references organisation,
    checksum        text not null,
    contents        text not null,
    uploaded_at     timestamptz not null,
    unique (organisation_id, checksum)
);

-- One scan and the instruction for it. States and their legal transitions: InstructionState. A local run is a scan that
-- a client did by itself: it is over when it comes here, and nobody is ever given its instruction.
create table scan (
    id                  uuid primary key default gen_random_uuid(),
    organisation_id     uuid not null references organisation,
    instruction_id      uuid not null unique default gen_random_uuid(),
    kind                text not null,
    origin              text not null default 'agent' check (origin in ('agent', 'local')),
    dataset_id          uuid not null references dataset,
    -- The published contract that was verified, if the text was published, and the uploaded file, if one was.
    contract_version_id uuid references contract_version,
    contract_file_id    uuid references contract_file,
    -- Path of the uploaded file at the client.
    file_path           text,
    data_source_id      uuid not null references data_source,
    definition_name     text not null,
    variables           jsonb not null default '{}',
    data_timestamp      timestamptz not null default now(),
    state               text not null check (state in (
        'queued', 'leased', 'running', 'completed', 'completedWithFailures', 'completedWithWarnings',
        'completedWithErrors', 'failed', 'cancelationRequested', 'canceled', 'timeOutRequested', 'timedOut')),
    epoch               bigint not null default 0,
    attempts            int not null default 0,
    agent_id            uuid references agent,
    instance_id         uuid,
    lease_until         timestamptz,
    -- Null for local runs.
    deadline            timestamptz,
    -- Hash of the upload of a local run: the same one again is the same scan.
    delivery            bytea,
    created_at          timestamptz not null default now(),
    started_at          timestamptz,
    ended_at            timestamptz,
    job                 text,
    exit_code           int,
    failure_code        text,
    failure_message     text,
    -- The final state that the stored results mean: the scan enters it when its job ends. It stands in this row
    -- because who waited for the row's lock sees the row anew, but other tables as they were before.
    verdict             text check (verdict in (
        'completed', 'completedWithFailures', 'completedWithWarnings', 'completedWithErrors')),
    passed              int,
    warned              int,
    failed              int,
    unevaluated         int,
    -- What the scan said about where failed rows lie: names, counts and SQL to run, never a row.
    failed_rows         jsonb,
    check (contract_version_id is not null or contract_file_id is not null),
    check (deadline is not null or origin = 'local')
);

create unique index scan_delivery on scan (organisation_id, delivery) where delivery is not null;
create index scan_of_file on scan (contract_file_id) where contract_file_id is not null;

create index scan_open on scan (organisation_id, created_at)
    where state in ('queued', 'leased', 'running', 'cancelationRequested', 'timeOutRequested');
create index scan_newest on scan (organisation_id, created_at desc);
create index scan_of_dataset on scan (organisation_id, dataset_id, created_at desc);

-- The result document as it came, once per scan: the primary key is what "stored exactly once" rests on.
create table scan_result (
    scan_id         uuid primary key references scan,
    organisation_id uuid not null references organisation,
    epoch           bigint not null,
    document        jsonb not null,
    received_at     timestamptz not null default now()
);

create table scan_log (
    scan_id         uuid not null references scan,
    organisation_id uuid not null references organisation,
    epoch           bigint not null,
    line            bigint not null,
    level           text not null,
    message         text not null,
    logged_at       timestamptz not null,
    primary key (scan_id, epoch, line)
);

-- The time line of a scan.
create table scan_event (
    id              bigint generated always as identity primary key,
    scan_id         uuid not null references scan,
    organisation_id uuid not null references organisation,
    epoch           bigint not null,
    event           text not null,
    detail          text,
    happened_at     timestamptz not null default now()
);

create index scan_event_of_scan on scan_event (scan_id, id);

create table quality_check (
    id              uuid primary key default gen_random_uuid(),
    organisation_id uuid not null references organisation,
    dataset_id      uuid not null references dataset,
    identity        text not null,
    path            text not null,
    name            text not null,
    check_type      text not null,
    column_name     text,
    definition      text not null,
    position        int not null,
    attributes      jsonb not null,
    -- Set when a full result no longer lists the check.
    retired_at      timestamptz,
    created_at      timestamptz not null default now(),
    unique (dataset_id, identity)
);

create table check_result (
    organisation_id uuid not null references organisation,
    check_id        uuid not null references quality_check,
    scan_id         uuid not null references scan,
    outcome         text not null,
    value           numeric,
    diagnostics     jsonb not null,
    data_timestamp  timestamptz not null,
    recorded_at     timestamptz not null default now(),
    primary key (check_id, scan_id, recorded_at)
) partition by range (recorded_at);

create index check_result_of_scan on check_result (scan_id);
create index check_result_latest on check_result (check_id, recorded_at desc);

-- Monthly partitions are made ahead by the server; the default one catches what falls between.
create table check_result_default partition of check_result default;

do $$
declare
    t text;
begin
    foreach t in array array['agent', 'agent_instance', 'data_source', 'dataset', 'contract_version',
                             'contract_file', 'scan',
                             'scan_result', 'scan_log', 'scan_event', 'quality_check', 'check_result',
                             'check_result_default']
    loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy organisation on %I using (organisation_id = seltzer_organisation())', t);
    end loop;
end
$$;

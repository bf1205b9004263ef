-- Metric monitoring: what is watched, what was measured, and what the detectors remember.

create table monitoring (
    dataset_id       uuid primary key references dataset,
    organisation_id  uuid not null references organisation,
    enabled          boolean not null default true,
    -- Cadence, e.g. 'daily'.
    cadence          text not null,
    time_zone        text not null,
    partition_column text,
    -- When the next partition is over; who queues the scan moves it on.
    next_due         timestamptz not null,
    changed_at       timestamptz not null default now()
);

create index monitoring_due on monitoring (next_due) where enabled;

create table monitor (
    id              uuid primary key default gen_random_uuid(),
    organisation_id uuid not null references organisation,
    dataset_id      uuid not null references dataset,
    name            text not null,
    metric          text not null,
    column_name     text,
    -- io.seltzer.monitor.Monitor as JSON.
    definition      jsonb not null,
    created_at      timestamptz not null default now(),
    -- What scans before it measured is another series: of other partitions, or of another metric.
    series_since    timestamptz not null default now(),
    deleted_at      timestamptz
);

create index monitor_of_dataset on monitor (dataset_id) where deleted_at is null;

-- Marks in the history of a monitor: what somebody changed, and when.
create table monitor_change (
    id              bigint generated always as identity primary key,
    monitor_id      uuid not null references monitor,
    organisation_id uuid not null references organisation,
    changed_at      timestamptz not null,
    changed_by      text not null,
    -- A sentence such as 'sensitivity 3 to 2.4'.
    what            text not null
);

create index monitor_change_of_monitor on monitor_change (monitor_id, changed_at);

-- What a detector remembers of a series. A cache of the history: null when it must be built from it again.
create table monitor_series (
    monitor_id      uuid not null references monitor,
    -- Name or fingerprint of a group; empty for a monitor without groups.
    group_key       text not null default '',
    organisation_id uuid not null references organisation,
    -- Grows with each change of the series' points and with whatever else makes the state out of date; a state that was
    -- decided from an older one is not kept.
    generation      bigint not null default 0,
    state           bytea,
    state_time      timestamptz,
    primary key (monitor_id, group_key)
);

-- The metric store: one row for each point of each series.
create table measurement (
    organisation_id uuid not null references organisation,
    monitor_id      uuid not null references monitor,
    group_key       text not null default '',
    -- Start of the partition, or the time of the scan.
    data_time       timestamptz not null,
    -- Null for a gap; may be infinite.
    value           double precision,
    -- What was measured, where the value is a change of it.
    raw             double precision,
    verdict         text not null check (verdict in ('unknown', 'expected', 'anomaly', 'continuing')),
    reason          text,
    missing_points  int,
    expected        double precision,
    lower_bound     double precision,
    upper_bound     double precision,
    score           double precision not null,
    direction       int not null,
    alert           boolean not null,
    sensitivity     double precision not null,
    -- Lists of columns added, removed and retyped.
    schema_changes  jsonb,
    -- Excluded by a rule when it was decided, or what somebody said of it since. The verdict stays as it was.
    mark            text check (mark in ('expected', 'anomaly', 'excluded')),
    marked_by       text,
    marked_at       timestamptz,
    scan_id         uuid not null references scan,
    -- When the scan was asked for.
    scan_time       timestamptz not null,
    -- Measured after the fact.
    backfilled      boolean not null,
    primary key (monitor_id, group_key, data_time)
) partition by range (data_time);

create index measurement_of_scan on measurement (scan_id);
-- The newest points of all groups.
create index measurement_latest on measurement (monitor_id, data_time desc);

-- Monthly partitions are made by the server; the default one catches what falls between.
create table measurement_default partition of measurement default;

-- The columns that the newest scan saw, and those that the scan before it saw.
create table dataset_schema (
    dataset_id      uuid primary key references dataset,
    organisation_id uuid not null references organisation,
    columns         jsonb not null,
    previous        jsonb,
    scan_id         uuid not null references scan,
    seen_at         timestamptz not null
);

-- A scan of monitors has many datasets and no contract.
create table monitoring_scan (
    scan_id         uuid not null references scan,
    dataset_id      uuid not null references dataset,
    organisation_id uuid not null references organisation,
    -- Of the oldest and the newest partition to measure; null for a dataset without a partition column.
    first_partition timestamptz,
    last_partition  timestamptz,
    primary key (scan_id, dataset_id)
);

create index monitoring_scan_of_dataset on monitoring_scan (dataset_id);

alter table scan alter column dataset_id drop not null;
alter table scan drop constraint scan_check;
alter table scan add constraint scan_has_subject check (
    case when kind in ('monitor', 'backfill') then dataset_id is null
         else dataset_id is not null and (contract_version_id is not null or contract_file_id is not null)
    end);

do $$
declare
    t text;
begin
    foreach t in array array['monitoring', 'monitor', 'monitor_change', 'monitor_series', 'measurement',
                             'measurement_default', 'dataset_schema', 'monitoring_scan']
    loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy organisation on %I using (organisation_id = seltzer_organisation())', t);
    end loop;
end
$$;

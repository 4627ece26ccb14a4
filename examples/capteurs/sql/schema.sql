CREATE TABLE users (
  id serial PRIMARY KEY,
  email text NOT NULL UNIQUE,
  password_hash text NOT NULL,
  name text NOT NULL
);

CREATE TABLE sites (
  id serial PRIMARY KEY,
  owner_id integer NOT NULL REFERENCES users (id),
  name text NOT NULL,
  city text NOT NULL,
  sensor_count integer NOT NULL DEFAULT 0
);

CREATE TABLE sensors (
  id serial PRIMARY KEY,
  site_id integer NOT NULL REFERENCES sites (id),
  token text NOT NULL UNIQUE,
  name text NOT NULL,
  kind text NOT NULL,
  threshold double precision NOT NULL,
  calibration double precision NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE readings (
  sensor_id integer NOT NULL REFERENCES sensors (id),
  at timestamptz NOT NULL,
  value double precision NOT NULL
);
CREATE INDEX readings_sensor_at ON readings (sensor_id, at DESC);

CREATE TABLE alerts (
  id serial PRIMARY KEY,
  sensor_id integer NOT NULL REFERENCES sensors (id),
  message text NOT NULL,
  value double precision NOT NULL,
  acknowledged boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE audit (
  id serial PRIMARY KEY,
  user_id integer NOT NULL,
  action text NOT NULL,
  detail jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

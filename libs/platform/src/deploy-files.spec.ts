import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { createMetrics } from './metrics.ts';
import { settingsTable } from './settings/settings.table.ts';
import { readSettings } from './settings/settings.ts';
import { requirePart, type Part } from './settings/part.ts';

interface Composed {
  readonly image?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: {
    readonly test: readonly string[];
    readonly interval: string;
    readonly timeout: string;
    readonly retries: number;
  };
}

const root = join(import.meta.dirname, '..', '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const composeText = read('docker-compose.yml');
const compose = parse(composeText, { merge: true }) as {
  readonly services: Readonly<Record<string, Composed>>;
  readonly volumes: Readonly<Record<string, null>>;
};
const services = Object.entries(compose.services);
const parts: readonly Part[] = ['projector', 'notifier', 'api', 'simulator'];
const variables: readonly string[] = Object.values(settingsTable).map(({ name }) => name);

/** As compose does it: `${NAME}`, `${NAME:-otherwise}`, `${NAME:?complaint}`. */
const interpolate = (text: string, env: Readonly<Record<string, string>>): string =>
  text.replaceAll(
    /\$\{(\w+)(?::-([^}]*)|:\?[^}]*)?\}/g,
    (_whole, name: string, otherwise = '') => env[name] ?? String(otherwise),
  );

const environmentOf = (part: Part, env: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(compose.services[part]?.environment ?? {}).map(([name, value]) => [
      name,
      interpolate(String(value), env),
    ]),
  );

describe('docker-compose.yml', () => {
  it('has all the parts, the log and the database', () => {
    expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(['kafka', 'postgres', ...parts]));
  });

  it.each(services)('checks the health of %s', (_name, { healthcheck }) => {
    expect(healthcheck?.test[0]).toBe('CMD');
    expect(healthcheck?.test.length).toBeGreaterThan(1);
    expect(healthcheck).toMatchObject({
      interval: expect.any(String) as string,
      timeout: expect.any(String) as string,
      retries: expect.any(Number) as number,
    });
  });

  it.each(parts)('starts the %s from its own entry, once log and database are healthy', part => {
    const { command, depends_on } = compose.services[part] ?? {};
    const entry = command?.at(-1) ?? '';
    expect(entry).toBe(`dist/apps/${part}/src/main.js`);
    expect(existsSync(join(root, entry.replace(/^dist\//, '').replace(/js$/, 'ts')))).toBe(true);
    expect(depends_on).toEqual({ kafka: { condition: 'service_healthy' }, postgres: { condition: 'service_healthy' } });
  });

  it.each(parts)('gives the %s settings that it takes, with nothing but the admin key set', part => {
    const environment = environmentOf(part, { CISTERNA_ADMIN_KEY: 'k'.repeat(16) });
    for (const name of Object.keys(environment)) expect(variables).toContain(name);
    const settings = readSettings(environment);
    requirePart(settings, part);
    expect(settings).toMatchObject({ access: { kind: 'keys' }, http: { host: '0.0.0.0', port: 8080 }, warnings: [] });
  });

  it('does not start without an admin key', () => {
    expect(composeText).toMatch(/CISTERNA_ADMIN_KEY: \$\{CISTERNA_ADMIN_KEY:\?[^}]+\}/);
  });

  it('asks for no variable that is not a setting, the database’s password aside', () => {
    const asked = [...composeText.matchAll(/\$\{(\w+)/g)].map(([, name]) => name);
    expect(asked.length).toBeGreaterThan(0);
    for (const name of asked) expect([...variables, 'POSTGRES_PASSWORD']).toContain(name);
  });

  it('publishes ports to this machine alone', () => {
    const ports = services.flatMap(([, service]) => service.ports ?? []);
    expect(ports).toContain('127.0.0.1:8080:8080');
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('keeps data in volumes that it declares, and mounts files that are there', () => {
    const sources = services.flatMap(([, { volumes = [] }]) => volumes.map(volume => volume.split(':')[0] ?? ''));
    expect(sources).toEqual(expect.arrayContaining(['kafka', 'postgres']));
    for (const source of sources) {
      expect(source.startsWith('./') ? existsSync(join(root, source)) : source in compose.volumes).toBe(true);
    }
  });
});

describe('the Dockerfile', () => {
  const text = read('Dockerfile');

  it('copies only what is there, and nothing that .dockerignore keeps out', () => {
    const copied = [...text.matchAll(/^COPY (?!--from)(.+) \.\/?$/gm)].flatMap(([, names]) => (names ?? '').split(' '));
    expect(copied).toContain('package-lock.json');
    for (const name of copied.filter(candidate => candidate !== '.')) {
      expect(existsSync(join(root, name))).toBe(true);
      expect(read('.dockerignore').split('\n')).toContain(`!${name}`);
    }
  });

  it('runs as an ordinary user, and says whether it lives', () => {
    expect(text).toMatch(/^USER node$/m);
    expect(text).toMatch(/^HEALTHCHECK .*\\\n.*\/health\/live/m);
  });
});

describe('what watches the service', () => {
  const names = new Set<string>();
  beforeAll(async () => {
    const text = await createMetrics().registry.metrics();
    for (const [, name] of text.matchAll(/^([a-z_0-9]+)[ {]/gm)) names.add(name ?? '');
    for (const { name, type } of await createMetrics().registry.getMetricsAsJSON()) {
      names.add(name);
      if (String(type) === 'histogram') for (const suffix of ['bucket', 'sum', 'count']) names.add(`${name}_${suffix}`);
    }
  });

  const measured = (expression: string): readonly string[] =>
    [...expression.matchAll(/\b((?:cisterna|process|nodejs)_\w+)/g)].map(([, name]) => name ?? '');

  it('Prometheus asks every part that has metrics', () => {
    const { scrape_configs: jobs } = parse(read('deploy/prometheus/prometheus.yml')) as {
      scrape_configs: { job_name: string; dns_sd_configs: { names: string[]; port: number }[] }[];
    };
    expect(jobs[0]).toMatchObject({
      job_name: 'cisterna',
      dns_sd_configs: [{ names: expect.arrayContaining([...parts]) as string[], port: 8080 }],
    });
  });

  it('Prometheus’ rules speak of measurements that there are', () => {
    const { groups } = parse(read('deploy/prometheus/alert-rules.yml')) as {
      groups: { rules: { alert: string; expr: string; annotations: { summary: string } }[] }[];
    };
    const rules = groups.flatMap(group => group.rules);
    expect(rules.flatMap(({ expr }) => measured(expr)).length).toBeGreaterThan(5);
    for (const { expr } of rules) for (const name of measured(expr)) expect([...names]).toContain(name);
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  });

  it('Grafana’s panels do too, and show all that is Cisterna’s own', () => {
    const { panels } = JSON.parse(read('deploy/grafana/dashboards/cisterna.json')) as {
      panels: { id: number; targets: { expr: string }[] }[];
    };
    const shown = panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => measured(expr)));
    for (const name of shown) expect([...names]).toContain(name);
    const own = [...names].filter(name => name.startsWith('cisterna_') && !/_(bucket|sum|count)$/.test(name));
    for (const name of own) expect(shown.some(candidate => candidate.startsWith(name))).toBe(true);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  });
});

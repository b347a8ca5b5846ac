/** Which room may look into which; each rule says why. */
export default {
  forbidden: [
    { name: 'no-cycles', comment: 'A cycle has no first page to read.', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'domain-imports-nothing',
      comment: 'The fold must give the same answer everywhere: it knows the contract and nothing else.',
      severity: 'error',
      from: { path: '^libs/domain/src', pathNot: '[.](spec|laws)[.]ts$|/testing/' },
      to: { pathNot: '^libs/(domain|contract)/src' },
    },
    {
      name: 'contract-imports-the-schema-library-only',
      comment: 'The contract is shared with gateways and browsers: no framework, no I/O.',
      severity: 'error',
      from: { path: '^libs/contract/src', pathNot: '[.]spec[.]ts$' },
      to: { pathNot: '^libs/contract/src|^node_modules/typebox/|^typebox$' },
    },
    {
      name: 'kafkajs-stays-in-its-adapter',
      comment: 'The client has had no release since 2023: changing it must be changing one folder.',
      severity: 'error',
      from: { pathNot: '^libs/event-log/src/kafka/|^bench/' },
      to: { path: '^node_modules/(kafkajs|@kafkajs|kafkajs-[a-z0-9]+)' },
    },
    {
      name: 'libs-never-import-apps',
      comment: 'Arrows go one way: apps, then read-model, event-log and platform, then domain, then contract.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-meet-only-in-cisterna',
      comment: 'Each part must start alone; only the all-in-one process puts them together.',
      severity: 'error',
      from: { path: '^apps/(?!cisterna/)([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'event-log-and-read-model-are-strangers',
      comment: 'The log is the record, the read model is derived from it; the projector alone joins them.',
      severity: 'error',
      from: { path: '^libs/event-log/' },
      to: { path: '^libs/(read-model|domain)/' },
    },
    {
      name: 'read-model-knows-no-log',
      comment: 'Rows are written from states and decisions; where they came from is the projector’s business.',
      severity: 'error',
      from: { path: '^libs/read-model/' },
      to: { path: '^libs/event-log/' },
    },
    {
      name: 'a-lib-has-one-face',
      comment: 'What is not exported by index.ts may change without asking.',
      severity: 'error',
      from: { path: '^(apps|libs)/([^/]+)/' },
      to: { path: '^libs/([^/]+)/src/', pathNot: '^libs/[^/]+/src/index[.]ts$|^libs/$2/src/' },
    },
    { name: 'no-orphans', comment: 'A file nobody imports is a file nobody reads.', severity: 'error', from: { orphan: true, path: '^(apps|libs)/', pathNot: '[.](spec|int-spec|e2e-spec|d)[.]ts$|main[.]ts$' }, to: {} },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], extensions: ['.ts', '.js'], conditionNames: ['import', 'node', 'default'] },
  },
};

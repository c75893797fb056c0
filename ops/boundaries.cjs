/**
 * Who may import whom, for dependency-cruiser (`npm run check`). A module has one line in USES, in the order of dependency:
 * it may use the modules named there, all of which come before it. What of them it may import is said once, below.
 */
const USES = {
  studios: [],
  identity: ['studios'],
  clients: [],
  activations: [],
  rooms: ['studios', 'activations'],
  sessions: ['clients', 'activations', 'rooms'],
  invoicing: ['studios', 'clients', 'sessions'],
  payments: ['clients', 'invoicing'],
  portal: ['identity', 'clients'],
  search: [],
  dashboard: [],
};

const MODULES = Object.keys(USES);
const MODULE = `^src/(${MODULES.join('|')})/`;
const TESTS = '\\.test\\.tsx?$';
/** The test kit, the journeys in a browser, and the list that the laws read. */
const TESTING = '^src/(testing/|browser/|laws\\.)';
/** `app.ts`, `main.ts`, `modules.ts`, `permissions.ts`: they put the product together and may import everything. */
const ROOT = '^src/[^/]+\\.ts$';
const CODE = ['^src/.+/'];
const notTypes = { dependencyTypesNot: ['type-only'] };

for (const [index, module] of MODULES.entries())
  for (const used of USES[module])
    if (!MODULES.slice(0, index).includes(used))
      throw new Error(`boundaries: ${module} uses ${used}, which does not come before it`);

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** Addresses (`paths.ts`) are public: a page links wherever it likes. */
function order(module) {
  const foreign = MODULES.filter((other) => other !== module && !USES[module].includes(other));
  const to = { path: `^src/(${foreign.join('|')})/`, pathNot: '/paths\\.ts$' };
  return rule(`order-${module}`, `${module} uses only the modules on its line`, inside(`^src/${module}/`), to);
}

function inside(path, pathNot = []) {
  return { path, pathNot: [TESTS, ...pathNot] };
}

/** Of the platform, the rules know formats, texts and the kinds of ids and errors. */
const IMPURE = [
  '/(routes|service|queries|schema|jobs|forms|module|seed)\\.ts$',
  '^src/platform/(?!format/|i18n/|db/ids\\.ts|http/errors\\.ts|history/model\\.ts)',
  '^node_modules/(drizzle-orm|hono|postgres|pg)/',
];

const DOORS = [
  rule(
    'doors',
    'of another module only service.ts, model.ts and paths.ts; types of any file',
    inside(MODULE, ['/(schema|queries)\\.ts$', '/seed\\.ts$']),
    { path: MODULE, pathNot: ['^src/$1/', '/(service|model|paths)\\.ts$'], ...notTypes },
  ),
  rule(
    'doors-tables',
    "another module's tables only for foreign keys (schema.ts) and joins (queries.ts)",
    inside(`${MODULE}.*\\b(schema|queries)\\.ts$`),
    { path: MODULE, pathNot: ['^src/$1/', '/(service|model|paths|schema)\\.ts$'], ...notTypes },
  ),
  rule(
    'pure-rules',
    'model.ts, policy.ts, paths.ts and actions.ts do no input or output',
    inside(`${MODULE}.*\\b(model|policy|paths|actions)\\.ts$`),
    { path: [...IMPURE, '^node_modules/zod/'], ...notTypes },
  ),
  rule(
    'pure-inputs',
    'input.ts says what services take, in zod; it does no input or output either',
    inside(`${MODULE}.*\\binput\\.ts$`),
    { path: IMPURE, ...notTypes },
  ),
  rule(
    'service-without-http',
    'what can be done and asked does not know that there is a web',
    inside(`${MODULE}.*\\b(service|queries|schema)\\.ts$`),
    { path: '^node_modules/(hono|@hono)/|^src/platform/http/(?!errors\\.ts)|/(routes|forms)\\.ts$', ...notTypes },
  ),
  rule(
    'modules-stay-inside',
    'files, sockets and processes are the platform’s business; a gateway speaks through its vendor’s SDK',
    inside(MODULE),
    {
      dependencyTypes: ['core'],
      path: '^(node:)?(fs|fs/promises|http|https|http2|net|tls|dgram|dns|child_process|worker_threads|cluster)$',
    },
  ),
];

const VIEWS = [
  rule('views-see-little', 'a view sees texts, formats, addresses and types', inside('^views/'), {
    path: '^src/',
    pathNot: ['^src/platform/(i18n|format)/', '/paths\\.ts$'],
    ...notTypes,
  }),
  rule(
    'views-keep-apart',
    'a view uses its own folder, the design system, the layouts, paper, and of other modules how a thing is shown or chosen',
    inside('^views/([^/]+)/'),
    {
      path: '^views/',
      pathNot: ['^views/$1/', '^views/(ui|layouts|paper)/', '^views/[^/]+/(status|field)\\.tsx$'],
      ...notTypes,
    },
  ),
  rule('ui-knows-no-module', 'the design system and paper are under every module', inside('^views/(ui|paper)/'), {
    path: '^views/',
    pathNot: '^views/$1/',
  }),
  rule('views-are-pure', 'data and texts in, string or PDF out: no database, no request, no files', inside('^views/'), {
    path: [
      '^node_modules/(?!@kitajs/|uqr/|@cantoo/)',
      '^(node:)?(fs|fs/promises|http|https|net|child_process|process)$',
      '^src/platform/i18n/catalogs\\.ts$',
    ],
    ...notTypes,
  }),
  rule(
    'only-routes-render',
    'only routes, jobs, threads, the index card and what it contributes call views',
    {
      path: CODE,
      pathNot: [
        TESTS,
        TESTING,
        '[/-](routes|jobs|module|sections|subjects|search|today|settings|portal|billables|wording|thread)\\.ts$',
      ],
    },
    { path: '^views/', ...notTypes },
  ),
];

const PLATFORM = [
  rule(
    'platform-knows-no-module',
    'src/platform is under everything; its tests use the test kit and know no module either',
    { path: '^src/platform/' },
    { path: '^src/', pathNot: '^src/(platform|testing)/' },
  ),
  rule('root-on-top', 'nothing below reaches up to what puts the product together', inside(CODE, [TESTING]), {
    path: ROOT,
  }),
  rule(
    'raw-sql',
    'SELECTs as text are in files named queries.ts; everything else uses the query builder',
    inside(['^src/', '^views/', '^ops/'], [TESTING, '/queries\\.ts$', '^src/platform/(db|jobs)/']),
    { path: '^src/platform/db/raw\\.ts$' },
  ),
  rule(
    'databases-through-the-scope',
    'a module has what its scope gives it: no address, no connection and no transaction of its own',
    inside(MODULE),
    { path: '^src/platform/(platform|db/(client|control|listen|transaction|write))\\.ts$', ...notTypes },
  ),
  rule(
    'drivers',
    'only these parts of the platform connect to a server',
    inside(
      ['^src/', '^views/'],
      [TESTING, '^src/platform/(db|tenancy|jobs)/', '^src/platform/runtime/embedded-postgres'],
    ),
    {
      path: ['^node_modules/(postgres|pg|ioredis|bullmq)/', '^node_modules/drizzle-orm/(postgres-js|node-postgres)/'],
      ...notTypes,
    },
  ),
];

const HYGIENE = [
  rule('no-cycles', 'types included', {}, { circular: true }),
  rule(
    'no-dead-files',
    'every file is reached from main.ts, thread.ts or a command; a test alone keeps nothing alive',
    inside(['^src/(main|thread)\\.ts$', '^ops/']),
    { path: '^(src|views)/', pathNot: [TESTS, TESTING, '\\.d\\.ts$', '^src/(main|thread)\\.ts$'], reachable: false },
  ),
  rule('resolvable', 'every import leads somewhere', {}, { couldNotResolve: true }),
  rule('declared', 'every package is in package.json', {}, { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] }),
  rule(
    'not-in-production',
    'the product does not run on what only tests and tools have',
    { path: '^(src|views)/', pathNot: [TESTS, TESTING] },
    { dependencyTypes: ['npm-dev'], ...notTypes },
  ),
  rule(
    'tests-stay-outside',
    'nothing imports a test, and only tests the test kit',
    { path: '^(src|views)/', pathNot: [TESTS, TESTING] },
    {
      path: [TESTS, TESTING],
    },
  ),
  rule('tools-stay-outside', 'the product does not need its tools', { path: '^(src|views)/' }, { path: '^ops/' }),
  rule(
    'dev-stays-outside',
    'the pages for developers are only added where it is put together',
    inside(['^src/.+/', '^views/'], ['^(src|views)/dev/']),
    {
      path: '^(src|views)/dev/',
    },
  ),
];

module.exports = {
  forbidden: [
    ...MODULES.filter((module) => USES[module].length < MODULES.length - 1).map(order),
    ...DOORS,
    ...VIEWS,
    ...PLATFORM,
    ...HYGIENE,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.d.ts'],
    },
  },
};

/** Read by the other checks; hidden from dependency-cruiser, which refuses keys that it does not know. */
Object.defineProperty(module.exports, 'USES', { value: USES, enumerable: false });

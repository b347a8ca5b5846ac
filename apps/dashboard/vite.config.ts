import { join } from 'node:path';
import { defineConfig } from 'vite';

const root = import.meta.dirname;

/** The page as files under `dist/dashboard`; the API serves them, and in development Vite asks a running service for the data. */
export default defineConfig({
  root,
  base: '/page/',
  resolve: { alias: { '@cisterna/contract': join(root, '../../libs/contract/src/index.ts') } },
  build: {
    outDir: join(root, '../../dist/dashboard'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    rolldownOptions: {
      // “use client” concerns servers that render; this page has none.
      onLog: (level, log, report) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log);
      },
    },
  },
  server: { proxy: Object.fromEntries(['/v1', '/health', '/metrics', '/page/config.json'].map(path => [path, 'http://127.0.0.1:8080'])) },
});

import type { Route } from './route.ts';

const toPattern = (path: string): RegExp => new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`);

/** Which methods a path has, `HEAD` beside `GET`; empty when no route has the path. */
export const allowedMethods = (routes: readonly Route[]): ((path: string) => readonly string[]) => {
  const table = routes.map(route => ({ pattern: toPattern(route.path), method: route.method }));
  return path => {
    const methods = table.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
    return [...new Set(methods.flatMap(method => (method === 'GET' ? ['GET', 'HEAD'] : [method])))];
  };
};

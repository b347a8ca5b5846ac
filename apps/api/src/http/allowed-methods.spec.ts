import { routes } from '../api.routes.ts';
import { allowedMethods } from './allowed-methods.ts';

describe('allowedMethods', () => {
  const methodsOf = allowedMethods(routes);

  it.each([
    ['/v1/pumps', ['GET', 'HEAD']],
    ['/v1/pumps/P-1/refills', ['POST']],
    ['/v1/dead-letters/a:0:1/redrive', ['POST']],
    ['/openapi.json', ['GET', 'HEAD']],
    ['/openapi-json', []],
    ['/v1/pumps/P-1/', []],
    ['/v1/pumps/P-1/refills/x', []],
    ['/v2/pumps', []],
  ])('of %s are %j', (path, methods) => {
    expect(methodsOf(path)).toEqual(methods);
  });
});

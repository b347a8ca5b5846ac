import { Controller, type ExecutionContext } from '@nestjs/common';
import type { Admitted } from '../http/call.ts';
import { defineRoute, Handles, type Route } from '../http/route.ts';
import { AccessGuard } from './access.guard.ts';
import type { Access, Principal, Role } from './principal.ts';

const routeOf = (access: Access): Route =>
  defineRoute({
    method: 'GET',
    path: `/${access}`,
    summary: '',
    access,
    query: {},
    answers: { 200: { description: '', schema: {} } },
    problems: [],
  });

@Controller()
class Sample {
  @Handles(routeOf('public'))
  public(): string {
    return 'public';
  }

  @Handles(routeOf('record'))
  record(): string {
    return 'record';
  }

  undeclared(): string {
    return 'undeclared';
  }
}

const contextOf = (handler: keyof Sample, request: Admitted & { headers: object }): ExecutionContext =>
  ({
    getHandler: () => Reflect.get(Sample.prototype, handler) as unknown,
    switchToHttp: () => ({ getRequest: () => request }),
  }) as unknown as ExecutionContext;

const holder = (role: Role): Principal => ({ name: role, role, clinicIds: ['C-1'], pumpIds: null });

describe('AccessGuard', () => {
  it.each(['clinician', 'technician', 'admin'] as const)(
    'admits a %s to record, and leaves the caller on the request',
    async role => {
      const request: Admitted & { headers: object } = { headers: {} };
      const guard = new AccessGuard(() => Promise.resolve(holder(role)));
      expect(await guard.canActivate(contextOf('record', request))).toBe(true);
      expect(request.principal).toEqual(holder(role));
    },
  );

  it.each(['viewer', 'device'] as const)('forbids a %s to record', async role => {
    const guard = new AccessGuard(() => Promise.resolve(holder(role)));
    await expect(guard.canActivate(contextOf('record', { headers: {} }))).rejects.toMatchObject({
      code: 'forbidden',
      status: 403,
    });
  });

  it('asks nobody for a key where none is needed, and gives him no clinic', async () => {
    const request: Admitted & { headers: object } = { headers: {} };
    const guard = new AccessGuard(() => Promise.reject(new Error('was asked')));
    expect(await guard.canActivate(contextOf('public', request))).toBe(true);
    expect(request.principal?.clinicIds).toEqual([]);
  });

  it('lets nothing be served that no route declares', async () => {
    const guard = new AccessGuard(() => Promise.resolve(holder('admin')));
    await expect(guard.canActivate(contextOf('undeclared', { headers: {} }))).rejects.toThrow(
      'undeclared serves no declared route',
    );
  });
});

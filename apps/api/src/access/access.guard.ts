import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Admitted } from '../http/call.ts';
import { Problem } from '../http/problem.ts';
import { routeKey, type Route } from '../http/route.ts';
import { AUTHENTICATE } from '../tokens.ts';
import type { Authenticate } from './authenticate.ts';
import { rolesFor, type Principal } from './principal.ts';

/** The caller of what needs no key. */
const nobody: Principal = { name: 'nobody', role: 'viewer', clinicIds: [], pumpIds: null };

/** The one place where access is decided: by the caller's role and what the route says it is for. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(@Inject(AUTHENTICATE) private readonly authenticate: Authenticate) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const route = Reflect.getMetadata(routeKey, context.getHandler()) as Route | undefined;
    if (route === undefined) throw new TypeError(`${context.getHandler().name} serves no declared route.`);
    const request = context.switchToHttp().getRequest<FastifyRequest & Admitted>();
    request.principal =
      route.access === 'public' ? nobody : await this.admit(route.access, request.headers.authorization);
    return true;
  }

  private async admit(access: keyof typeof rolesFor, authorization: string | undefined): Promise<Principal> {
    const principal = await this.authenticate(authorization);
    if (rolesFor[access].includes(principal.role)) return principal;
    throw new Problem(
      'forbidden',
      `This needs one of the roles ${rolesFor[access].join(', ')}; the caller has ${principal.role}.`,
    );
  }
}

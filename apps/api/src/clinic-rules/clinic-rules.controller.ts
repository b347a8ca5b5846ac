import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { alertRulesFaults, isName, type AlertRuleChanges, type AlertRulesView } from '@cisterna/contract';
import { changeClinicRules, clinicRulesOf, type ReadModel } from '@cisterna/read-model';
import { maySee, type Principal } from '../access/principal.ts';
import { entityTag, matches, readIfMatch } from '../alerts/entity-tag.ts';
import { Asked, type Call } from '../http/call.ts';
import { invalidBody, Problem } from '../http/problem.ts';
import { Handles } from '../http/route.ts';
import type { ServiceTime } from '../service-time.ts';
import { READ_MODEL, TIME } from '../tokens.ts';
import { clinicRulesView } from './clinic-rules-view.ts';
import { getAlertRulesRoute, putAlertRulesRoute } from './clinic-rules.routes.ts';

const tagged = (reply: FastifyReply, view: AlertRulesView): AlertRulesView => {
  reply.header('etag', entityTag(view.version));
  return view;
};

/** The clinic of a call; throws `not-found` for one that the caller may not see, and for what can be no clinic's name. */
const clinicOf = (principal: Principal, path: Call['path']): string => {
  const clinicId = path['clinicId'] ?? '';
  if (isName(clinicId) && maySee(principal, clinicId)) return clinicId;
  throw new Problem('not-found', `There is no clinic ${clinicId}.`);
};

@Controller()
export class ClinicRulesController {
  constructor(
    @Inject(READ_MODEL) private readonly model: ReadModel,
    @Inject(TIME) private readonly time: ServiceTime,
  ) {}

  @Handles(getAlertRulesRoute)
  async get(
    @Asked() { principal, path }: Call,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AlertRulesView> {
    const clinicId = clinicOf(principal, path);
    return tagged(reply, clinicRulesView(clinicId, await clinicRulesOf(this.model, clinicId)));
  }

  @Handles(putAlertRulesRoute)
  async put(
    @Asked() { principal, path, headers, body }: Call,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AlertRulesView> {
    const clinicId = clinicOf(principal, path);
    const wanted = readIfMatch(headers['if-match']);
    const faults = alertRulesFaults(body.value);
    if (faults.length > 0) throw invalidBody(faults);
    const changes = body.value as AlertRuleChanges;
    const change = { clinicId, changes, updatedAt: this.time.wallNow(), updatedBy: principal.name };
    const stored = await changeClinicRules(this.model, change, version => matches(wanted, version));
    if (stored === null) throw new Problem('version-conflict', 'The rules have changed since they were read.');
    return tagged(reply, clinicRulesView(clinicId, stored));
  }
}

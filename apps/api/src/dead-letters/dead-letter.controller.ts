import { Controller, Inject } from '@nestjs/common';
import { formatTime, type DeadLetterView, type List, type Redriven } from '@cisterna/contract';
import type { EventLog } from '@cisterna/event-log';
import { findDeadLetter, listDeadLetters, partitionStates, type ReadModel } from '@cisterna/read-model';
import { Asked, type CallOf } from '../http/call.ts';
import { Problem } from '../http/problem.ts';
import { Handles } from '../http/route.ts';
import type { ServiceTime } from '../service-time.ts';
import { EVENT_LOG, READ_MODEL, TIME } from '../tokens.ts';
import { deadLetterView } from './dead-letter-view.ts';
import { listDeadLettersRoute, redriveRoute } from './dead-letter.routes.ts';
import { redrive } from './redrive.ts';

@Controller()
export class DeadLetterController {
  constructor(
    @Inject(READ_MODEL) private readonly model: ReadModel,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(TIME) private readonly time: ServiceTime,
  ) {}

  @Handles(listDeadLettersRoute)
  async list(@Asked() { query }: CallOf<typeof listDeadLettersRoute>): Promise<List<DeadLetterView>> {
    const { code, limit, cursor } = query;
    const { items, nextCursor } = await listDeadLetters(this.model, { codes: code ?? undefined, limit, cursor });
    return { items: items.map(deadLetterView), nextCursor };
  }

  @Handles(redriveRoute)
  async redrive(@Asked() { path }: CallOf<typeof redriveRoute>): Promise<Redriven> {
    const id = path['deadLetterId'] ?? '';
    const letter = await findDeadLetter(this.model, id);
    if (letter === null) throw new Problem('not-found', `There is no dead letter ${id}.`);
    const states = await partitionStates(this.model, this.time.forLists().topic);
    const now = this.time.nowFor(states.find(({ partition }) => partition === letter.partition)?.clockAt ?? 0);
    await redrive({ model: this.model, log: this.log }, letter, now);
    return { id, redrivenAt: formatTime(now) };
  }
}

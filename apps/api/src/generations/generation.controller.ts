import { Controller, Inject } from '@nestjs/common';
import type { GenerationView, List } from '@cisterna/contract';
import { listGenerations, type ReadModel } from '@cisterna/read-model';
import { Handles } from '../http/route.ts';
import type { ServiceTime } from '../service-time.ts';
import { READ_MODEL, TIME } from '../tokens.ts';
import { listGenerationsRoute } from './generation.routes.ts';

@Controller()
export class GenerationController {
  constructor(
    @Inject(READ_MODEL) private readonly model: ReadModel,
    @Inject(TIME) private readonly time: ServiceTime,
  ) {}

  @Handles(listGenerationsRoute)
  async list(): Promise<List<GenerationView>> {
    return { items: await listGenerations(this.model, this.time.forLists().topic), nextCursor: null };
  }
}

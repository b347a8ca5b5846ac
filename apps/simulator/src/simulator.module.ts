import {
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type InjectionToken,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { FleetRunner } from './live/fleet-runner.ts';
import { SimulatedFleet, type FleetNeeds } from './live/simulated-fleet.ts';

/** Where the module gets what its fleet lives on. */
export interface SimulatorModuleOptions<Parts extends readonly unknown[]> {
  readonly imports?: NonNullable<DynamicModule['imports']>;
  readonly inject: { readonly [Index in keyof Parts]: InjectionToken };
  readonly needs: (...parts: Parts) => FleetNeeds;
  /** Told when the fleet ended by an error; the process goes on without it. */
  readonly failed: (error: unknown) => void;
}

class FleetLife implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(private readonly runner: FleetRunner) {}

  onApplicationBootstrap(): void {
    this.runner.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.runner.stop();
  }
}

/** A simulated fleet that lives as long as the application does. */
@Module({})
export class SimulatorModule {
  static forFleet<Parts extends readonly unknown[]>({
    imports = [],
    inject,
    needs,
    failed,
  }: SimulatorModuleOptions<Parts>): DynamicModule {
    return {
      module: SimulatorModule,
      imports,
      providers: [
        {
          provide: SimulatedFleet,
          inject: [...inject],
          useFactory: (...parts: Parts) => new SimulatedFleet(needs(...parts)),
        },
        {
          provide: FleetLife,
          inject: [SimulatedFleet],
          useFactory: (fleet: SimulatedFleet) => new FleetLife(new FleetRunner(fleet, failed)),
        },
      ],
      exports: [SimulatedFleet],
    };
  }
}

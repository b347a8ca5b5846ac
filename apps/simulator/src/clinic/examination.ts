import { nanolitres, seconds, type EventData } from '@cisterna/contract';
import type { Episode } from '../faults/fault-ledger.ts';
import type { FaultKind } from '../faults/fault-kind.ts';
import type { PumpWorld } from '../pump/pump-world.ts';
import type { RandomStream } from '../random/random-stream.ts';
import { dayMs } from '../time/periods.ts';
import { handInDelayMs, type Clinic } from './clinic.ts';

type Examined = EventData<'catheter.examined.v1'>;

const findings: Partial<Record<FaultKind, Examined['finding']>> = {
  occlusion: 'occluded',
  'slow-occlusion': 'occluded',
  kink: 'occluded',
  leak: 'leaking',
  microfracture: 'leaking',
  disconnection: 'disconnected',
  migration: 'migrated',
};

/** Shares of how 37 revisions were found: X-ray 35 %, no fluid at the side port 24 %, fluoroscopy or CT 35 % [S-abs Dvorak 2010]. */
const methods: readonly [Examined['method'], ...Examined['method'][]] = [
  'x-ray',
  'x-ray',
  'x-ray',
  'side-port-aspiration',
  'side-port-aspiration',
  'dye-study',
  'ct',
  'ct',
];

/** Examines a catheter whose patient complains; what is found is revised within days. Only where the plan lets clinics intervene. */
export class Examination {
  private pending = false;

  constructor(
    private readonly world: PumpWorld,
    private readonly clinic: Clinic,
    private readonly stream: RandomStream,
  ) {}

  /** Makes an appointment, unless there is one. */
  request(): void {
    if (this.pending) return;
    this.pending = true;
    this.world.later(this.stream.between(1.5, 8) * dayMs, () => {
      this.examine();
    });
  }

  private examine(): void {
    const { world, stream } = this;
    const episode = world.faults.activeOf('catheter');
    const truth = episode === undefined ? 'patent' : (findings[episode.kind] ?? 'inconclusive');
    const finding = stream.chance(0.85) ? truth : 'inconclusive';
    world.journal.person(
      world.now,
      'catheter.examined.v1',
      { method: stream.pick(methods), finding, by: 'radiology' },
      handInDelayMs(stream),
    );
    this.pending = false;
    if (episode !== undefined && finding === truth) this.revise(episode);
  }

  private revise(episode: Episode): void {
    const { world, stream, clinic } = this;
    this.pending = true;
    world.later(stream.between(0.7, 5) * dayMs, () => {
      this.pending = false;
      clinic.visit();
      episode.repair();
      world.faults.end(episode, world.now);
      world.journal.person(world.now, 'catheter.revised.v1', { text: 'catheter revised' }, handInDelayMs(stream));
      this.prime();
    });
  }

  /** The new catheter is filled by a bolus. */
  private prime(): void {
    const { world } = this;
    const volumeNl = nanolitres(world.account.inStrokes(this.stream.between(150_000, 250_000)));
    world.giveBolus(volumeNl);
    world.journal.own(world.now, 'bolus.delivered.v1', {
      origin: 'clinician',
      kind: 'priming',
      volumeNl,
      durationSeconds: seconds(900),
    });
  }
}

import type { EventData } from '@cisterna/contract';
import { pascals } from '@cisterna/contract';
import type { Chance } from './chance.ts';
import type { DamageState } from './damage.ts';
import { Fluid, gridMs, type FluidScale, type Pressure } from './fluid.ts';

type Reading = NonNullable<EventData<'delivery.reported.v1'>['catheterPressure']>;

/** The pressure sensor at the catheter port: the mean over a period and the RMS of the pulsation, through whatever catheter there is. */
export class Gauge {
  private readonly fluid: Fluid;
  private readonly floorPa: number;
  private readonly tissuePa: number;
  private gridAt = -Infinity;
  private now: Pressure = { meanPa: 0, pulsationPa: 0 };

  /** The body's chances and the sensor's are apart, so that another report interval leaves the body as it was. */
  constructor(
    body: Chance,
    private readonly chance: Chance,
    private readonly scale: FluidScale,
  ) {
    this.fluid = new Fluid(body, scale);
    this.floorPa = chance.from(4, 11);
    this.tissuePa = chance.from(0, 400);
  }

  /** Closes the period from `from` to `to`; null where one in two hundred readings is missing. */
  read(
    from: number,
    to: number,
    { damage, bolusPa }: { readonly damage: DamageState; readonly bolusPa: number },
  ): Reading | null {
    let [sum, squares, steps] = [0, 0, 0];
    for (let at = from; at < to; at += gridMs) {
      this.moveTo(at);
      sum += this.now.meanPa;
      squares += (this.now.pulsationPa * damage.gain) ** 2 + this.floorPa ** 2;
      steps += 1;
    }
    const felt = sum / steps;
    const noise = this.scale.noise;
    const meanPa =
      felt +
      damage.towardsTissue * (this.tissuePa - felt) +
      damage.excessPa +
      bolusPa +
      noise * 15 * this.chance.laplace();
    const pulsationPa = Math.sqrt(squares / steps) * Math.exp(noise * 0.06 * this.chance.laplace());
    if (this.chance.happens(0.005)) return null;
    return { meanPa: pascals(Math.round(meanPa)), pulsationPa: pascals(Math.max(0, Math.round(pulsationPa))) };
  }

  private moveTo(at: number): void {
    const place = Math.floor(at / gridMs) * gridMs;
    if (this.gridAt === -Infinity) this.gridAt = place - gridMs;
    while (this.gridAt < place) {
      this.gridAt += gridMs;
      this.now = this.fluid.next(this.gridAt);
    }
  }
}

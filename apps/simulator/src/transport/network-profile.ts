/** How badly the way from the pump to the log behaves; shares are of all records. */
export interface NetworkProfile {
  readonly lost: number;
  readonly repeated: number;
  readonly late: number;
  readonly reordered: number;
  readonly outagesPerYear: number;
  readonly outageMedianHours: number;
  /** Share of outages whose records never arrive. */
  readonly outageLoss: number;
}

/** Profiles by name (unconfirmed defaults; real implants do not stream, the gateway is an assumption). */
export const networkProfiles = {
  perfect: { lost: 0, repeated: 0, late: 0, reordered: 0, outagesPerYear: 0, outageMedianHours: 0, outageLoss: 0 },
  home: {
    lost: 0.0002,
    repeated: 0.001,
    late: 0.002,
    reordered: 0.003,
    outagesPerYear: 5,
    outageMedianHours: 7,
    outageLoss: 0.08,
  },
  bad: {
    lost: 0.01,
    repeated: 0.02,
    late: 0.03,
    reordered: 0.05,
    outagesPerYear: 60,
    outageMedianHours: 9,
    outageLoss: 0.15,
  },
} as const satisfies Record<string, NetworkProfile>;

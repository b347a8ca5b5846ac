import type { ComponentType } from 'react';
import { AlertsCell, CatheterCell, ClinicCell, ContactCell, DeliveryCell, LevelCell, PumpCell, RefillCell, TrendCell, type CellProps } from './cells.tsx';
import type { SortColumn } from './fleet-order.ts';

/** A column of the fleet; without `sort` it can't be sorted by. */
export interface FleetColumn {
  readonly name: string;
  readonly head: string;
  readonly sort: SortColumn | null;
  readonly Cell: ComponentType<CellProps>;
}

/** The columns in their order; on narrower pages some are left out by the style sheet. */
export const columns: readonly FleetColumn[] = [
  { name: 'pump', head: 'Pump', sort: 'id', Cell: PumpCell },
  { name: 'alerts', head: 'Open alerts', sort: 'worst', Cell: AlertsCell },
  { name: 'delivery', head: 'Delivery', sort: 'delivery', Cell: DeliveryCell },
  { name: 'level', head: 'Level', sort: 'level', Cell: LevelCell },
  { name: 'refill', head: 'Refill', sort: 'refillBy', Cell: RefillCell },
  { name: 'catheter', head: 'Catheter', sort: 'catheter', Cell: CatheterCell },
  { name: 'trend', head: 'Level, 14 d', sort: null, Cell: TrendCell },
  { name: 'contact', head: 'Contact', sort: 'contact', Cell: ContactCell },
  { name: 'clinic', head: 'Clinic', sort: 'clinic', Cell: ClinicCell },
];

/** How an order is called where it is chosen by name. */
export const orderWords: Readonly<Record<SortColumn, string>> = {
  worst: 'Worst first',
  id: 'Pump',
  delivery: 'Delivery',
  level: 'Level, lowest first',
  refillBy: 'Refill date',
  catheter: 'Catheter, most suspect first',
  contact: 'Last contact, longest ago first',
  clinic: 'Clinic',
};

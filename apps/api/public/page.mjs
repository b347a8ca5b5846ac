import { follow } from './stream.mjs';

const pumps = new Map();
const alerts = new Map();
const at = id => document.getElementById(id);

const element = (name, text, className) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
};

const millilitres = nl => (nl === null ? '–' : `${(nl / 1e6).toFixed(2)} mL`);
const moment = time => (time === null ? '–' : time.slice(0, 16).replace('T', ' '));
const day = time => (time === null ? '–' : time.slice(0, 10));
const share = (part, whole) => `${Math.min(100, (100 * part) / whole)}%`;

const levelCell = ({ computedLevelNl, capacityNl, lowReservoirNl }) => {
  const cell = element('td');
  const level = element('div', undefined, 'level');
  const bar = element('div', undefined, 'bar');
  if (computedLevelNl !== null && capacityNl) {
    const fill = element('i');
    fill.style.width = share(computedLevelNl, capacityNl);
    const low = element('u');
    low.style.left = share(lowReservoirNl ?? 0, capacityNl);
    bar.append(fill, low);
  }
  level.append(bar, element('span', millilitres(computedLevelNl)));
  cell.append(level);
  return cell;
};

const refillClass = { overdue: 'high', due: 'medium', 'due-soon': 'low' };
const catheterClass = { confirmed: 'high', suspected: 'medium' };
const catheterText = ({ status, suspectedKind, probability }) =>
  status === 'suspected'
    ? `${suspectedKind ?? 'defect'} suspected (${Math.round(100 * probability)} %)`
    : status.replace('-', ' ');

const rowOf = pump => {
  const row = element('tr');
  row.append(
    element('td', pump.id),
    element('td', pump.clinicId ?? 'not registered', pump.clinicId ? '' : 'faint'),
    element(
      'td',
      pump.connectivity.silent ? 'silent' : pump.deliveryState,
      pump.deliveryState === 'not-delivering' ? 'high' : '',
    ),
    levelCell(pump.reservoir),
    element('td', day(pump.refill.refillBy), refillClass[pump.refill.status]),
    element('td', catheterText(pump.catheter), catheterClass[pump.catheter.status]),
    element(
      'td',
      pump.alerts.open ? `${pump.alerts.open} ${pump.alerts.highestPriority ?? ''}` : '–',
      pump.alerts.highestPriority,
    ),
    element('td', moment(pump.connectivity.lastEventAt), 'faint'),
  );
  return row;
};

const rank = { high: 0, medium: 1, low: 2 };
const isActive = alert => alert.condition !== 'inactive';
const byUrgency = (a, b) => rank[a.priority] - rank[b.priority] || b.onsetAt.localeCompare(a.onsetAt);
const shownAlerts = 50;

const draw = () => {
  const open = [...alerts.values()].sort(byUrgency);
  at('alert-count').textContent = open.length;
  at('alerts').replaceChildren(
    ...open.slice(0, shownAlerts).map(alert => {
      const item = element('li', undefined, alert.priority);
      item.append(
        element('b', alert.pumpId),
        `${alert.title} `,
        element('span', `since ${moment(alert.onsetAt)}`, 'faint'),
      );
      item.title = alert.detail;
      return item;
    }),
  );
  const sorted = [...pumps.values()].sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
  at('pump-count').textContent = sorted.length;
  at('pumps').replaceChildren(...sorted.slice(0, 500).map(rowOf));
};

let drawing = null;
const drawSoon = () => (drawing ??= setTimeout(() => ((drawing = null), draw()), 250));

let arriving = false;
const take = {
  snapshot: data => {
    if (!arriving) (pumps.clear(), alerts.clear());
    arriving = !data.last;
    data.pumps.forEach(pump => pumps.set(pump.id, pump));
    data.alerts.filter(isActive).forEach(alert => alerts.set(alert.id, alert));
  },
  pump: pump => pumps.set(pump.id, pump),
  alert: alert => (isActive(alert) ? alerts.set(alert.id, alert) : alerts.delete(alert.id)),
};

void follow(
  '/v1/stream',
  (event, data) => {
    take[event]?.(data);
    drawSoon();
  },
  text => (at('state').textContent = text),
);

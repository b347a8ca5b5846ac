/** Injection tokens of what `createApi` was given, and of what it makes from that. */
export const SETTINGS = Symbol('Settings');
export const READ_MODEL = Symbol('ReadModel');
export const EVENT_LOG = Symbol('EventLog');
export const HEALTH = Symbol('Health');
export const METRICS = Symbol('Metrics');
export const CLOCK = Symbol('Clock');
export const LOG = Symbol('Logger');
export const ROUTES = Symbol('Route[]');
export const AUTHENTICATE = Symbol('Authenticate');
export const TIME = Symbol('ServiceTime');
export const PUMPS = Symbol('PumpReader');
export const RECORDS = Symbol('RecordDesk');
export const KEEPER = Symbol('RecordKeeper');
export const STREAMS = Symbol('StreamHub');
export const SUBSCRIPTIONS = Symbol('SubscriptionDesk');
export const WORK = Symbol('ApiWork');

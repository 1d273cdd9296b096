/**
 * Lets a run take place at another moment: `PIPNI_NOW=2028-02-29T09:00+01:00[Europe/Prague]`. The clock goes on from
 * there. Set up before each file of unit tests; `npm run test:dates` plays them at many moments.
 */

const { PIPNI_NOW } = process.env;
if (PIPNI_NOW) {
  const RealDate = Date;
  const realInstant = Temporal.Now.instant;
  const aheadMs = Temporal.Instant.from(PIPNI_NOW).epochMilliseconds - RealDate.now();

  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, self) =>
      Reflect.construct(target, args.length === 0 ? [target.now() + aheadMs] : args, self),
    apply: (target) => new target(target.now() + aheadMs).toString(),
    get: (target, key) => (key === "now" ? () => target.now() + aheadMs : Reflect.get(target, key)),
  });
  RealDate.prototype.constructor = globalThis.Date;

  const zoned = (zone: Temporal.TimeZoneLike = Temporal.Now.timeZoneId()): Temporal.ZonedDateTime =>
    realInstant().add({ milliseconds: aheadMs }).toZonedDateTimeISO(zone);
  Object.assign(Temporal.Now, {
    instant: () => realInstant().add({ milliseconds: aheadMs }),
    zonedDateTimeISO: zoned,
    plainDateTimeISO: (zone?: Temporal.TimeZoneLike) => zoned(zone).toPlainDateTime(),
    plainDateISO: (zone?: Temporal.TimeZoneLike) => zoned(zone).toPlainDate(),
    plainTimeISO: (zone?: Temporal.TimeZoneLike) => zoned(zone).toPlainTime(),
  } satisfies Partial<typeof Temporal.Now>);
}

import { beforeEach, expect, test, vi } from "vitest";
import { planParts } from "../../../generator/runtime/uploads/plan.ts";
import { ProgressMeter, type UploadProgress } from "../../../generator/runtime/uploads/progress.ts";

const parts = planParts(1000, 300);
const [first, second, third, fourth] = parts as [Part, Part, Part, Part];
type Part = (typeof parts)[number];

let seen: UploadProgress[];
let meter: ProgressMeter;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: 0 });
  seen = [];
  meter = new ProgressMeter(parts, (progress) => seen.push(progress), fail);
  return () => vi.useRealTimers();
});

const fail = (error: unknown) => {
  throw error;
};

const sent = () => seen.map(({ bytesSent }) => bytesSent);

test("bytes in flight count, those of a new attempt not twice", () => {
  meter.begin([]);
  meter.sent(first, 100);
  meter.sent(second, 50);
  meter.sent(first, 20);
  meter.sent(first, 130);
  meter.confirmed(first);
  expect(sent()).toEqual([100, 150, 180, 350]);
});

test("what a body has around its part does not count", () => {
  meter.begin([]);
  meter.sent(fourth, 300);
  expect(sent()).toEqual([100]);
});

test("all bytes sent are not yet 100 %", () => {
  meter.begin([first, second, third]);
  meter.sent(fourth, 100);
  meter.confirmed(fourth);
  expect(sent()).toEqual([900, 999, 1000]);
  expect(seen.map(({ partsDone }) => partsDone)).toEqual([3, 3, 4]);
});

test("an Upload that is started over takes nothing back", () => {
  meter.begin([first]);
  meter.confirmed(second);
  meter.begin([]);
  meter.confirmed(first);
  meter.confirmed(second);
  meter.confirmed(third);
  expect(sent()).toEqual([300, 600, 900]);
});

test("the speed is that of the last ten seconds", () => {
  meter.begin([]);
  vi.setSystemTime(1000);
  meter.sent(first, 100);
  expect(seen.at(-1)).toMatchObject({ bytesPerSecond: 100, secondsLeft: 9 });
  vi.setSystemTime(2000);
  meter.sent(first, 200);
  expect(seen.at(-1)).toMatchObject({ bytesPerSecond: 100, secondsLeft: 8 });
  vi.setSystemTime(12_000);
  meter.sent(first, 300);
  expect(seen.at(-1)).toMatchObject({ bytesPerSecond: 10, secondsLeft: 70 });
});

test("counts that come all at once, once a minute, have the speed of that minute", () => {
  meter.begin([]);
  const told = [first, second, third].map((part, index) => {
    vi.setSystemTime(60_000 + index * 1000);
    meter.confirmed(part);
    return Math.round(seen.at(-1)?.bytesPerSecond ?? 0);
  });
  expect(told).toEqual([5, 10, 15]);
});

test.each([0, 1, 999])("there is no speed after %d ms", (time) => {
  meter.begin([]);
  vi.setSystemTime(time);
  meter.sent(first, 100);
  expect(seen.at(-1)).toMatchObject({ bytesPerSecond: undefined, secondsLeft: undefined });
});

test("what was there before a resumption has no speed", () => {
  meter.begin([first, second]);
  vi.setSystemTime(1000);
  meter.sent(third, 10);
  expect(seen.at(-1)).toMatchObject({ bytesPerSecond: 10, secondsLeft: 39 });
});

const states = () => seen.map(({ parts }) => parts);

test("each part is waiting, under way with its bytes, or confirmed", () => {
  const maps: string[] = [];
  const draw = ({ parts }: UploadProgress) =>
    maps.push(parts.map(({ state, bytesSent, size }) => `${state} ${bytesSent}/${size}`).join());
  meter = new ProgressMeter(parts, draw, fail);
  meter.begin([first]);
  meter.sent(second, 0);
  meter.sent(fourth, 100);
  meter.confirmed(fourth);
  expect(maps).toEqual([
    "confirmed 300/300,waiting 0/300,waiting 0/300,waiting 0/100",
    "confirmed 300/300,sending 0/300,waiting 0/300,sending 100/100",
    "confirmed 300/300,sending 0/300,waiting 0/300,confirmed 100/100",
  ]);
});

test("a part that is sent again begins again, and an Upload that is started over with all of them", () => {
  meter.begin([first]);
  meter.sent(second, 200);
  meter.sent(second, 10);
  expect(seen.at(-1)?.parts[1]).toEqual({ state: "sending", bytesSent: 10, size: 300 });
  meter.begin([]);
  expect(seen.at(-1)?.parts.map(({ state }) => state)).toEqual(Array(4).fill("waiting"));
});

test("the array of parts is one for all calls, and only what moves in it is replaced", () => {
  meter.begin([]);
  meter.sent(first, 1);
  const [one, two] = seen.at(-1)?.parts ?? [];
  meter.sent(first, 2);
  expect(new Set(states()).size).toBe(1);
  expect(seen.at(-1)?.parts[0]).not.toBe(one);
  expect(seen.at(-1)?.parts[1]).toBe(two);
});

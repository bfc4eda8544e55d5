const units = ["bytes", "kB", "MB", "GB"];

/** In decimal units with three digits, as 1.25 MB. */
export function bytesOf(count: number): string {
  const power = Math.min(3, Math.floor(Math.log10(Math.max(1, count)) / 3));
  const value = count / 1000 ** power;
  return `${power === 0 ? value : value.toPrecision(value >= 999.5 ? 4 : 3)} ${units[power]}`;
}

/** As 45 s, 3 min 20 s or 2 h 5 min. */
export function durationOf(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes} min ${whole % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

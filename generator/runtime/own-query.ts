type PathSerializer = (url: string, values: Readonly<Record<string, unknown>>) => string;
type QuerySerializer = (params: object) => string;

/**
 * Both serializers of a call whose path has a query of its own with a parameter that may be given as well: what is given
 * takes its place.
 */
export function ownQuery(
  path: PathSerializer,
  query: QuerySerializer,
): { pathSerializer: PathSerializer; querySerializer: QuerySerializer } {
  let own: string[] = [];
  return {
    pathSerializer(url, values) {
      const [before = "", after = ""] = path(url, values).split(/\?(.*)/s);
      own = after.split("&");
      return before;
    },
    querySerializer(params) {
      const given = query(params).split("&");
      const names = new Set(given.map(nameOf));
      const kept = own.filter((pair) => !names.has(nameOf(pair)));
      return [...kept, ...given].filter(Boolean).join("&");
    },
  };
}

function nameOf(pair: string): string {
  return decodeURIComponent(pair.replace(/=.*/s, ""));
}

import { testEveryPlace } from "./every-place.ts";

testEveryPlace(1, 2);

import { testEveryPlace } from "./every-place.ts";

testEveryPlace(0, 2);

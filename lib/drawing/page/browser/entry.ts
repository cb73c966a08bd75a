import { DATA_ID, type PageData } from "../page-data";
import { App } from "./app";
import { byId } from "./dom";

new App(JSON.parse(byId(DATA_ID).textContent) as PageData).start();

package dev.ycrdt.server.room;

/** Keeps an exported package from being empty; goes with the first real class. */
interface Placeholder {}

package org.mrcportal.centres.settings;

/** A service that is no longer offered loses what the centre has set for it: a person has to say yes to that first. */
class SettingsForgotten extends RuntimeException {}

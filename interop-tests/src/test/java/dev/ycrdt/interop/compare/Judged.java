package dev.ycrdt.interop.compare;

/** A test class whose failing scenarios can be judged again while they are made smaller. */
public interface Judged {
  Judge judge();
}

//! Development commands: `cargo xtask <command>`. Each installs what it needs and is missing, once.

mod bench;
mod dist;
mod finish;
mod fuzz;
mod run;
mod serve;
mod setup;
mod shots;
mod size;
mod split;
mod test;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  serve   build for development and serve on http://127.0.0.1:8080, reloading on change
  test    everything that must hold, in order, stopping at the first failure
  dist    build the page into dist/ and check the size of the first download
  bench   time the methods, the page, an edit and long tables, beside their budgets and peers
  fuzz    hostile input for the readers: cargo xtask fuzz [target] [inputs]
  shots   picture every step in both languages and themes, wide and narrow, into shots/
  setup   install what the commands above need and this machine lacks

`serve`, `bench` and `shots` pass what follows on: cargo xtask serve --open";

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let command = args.next().unwrap_or_default();
    let rest: Vec<String> = args.collect();
    let outcome = match command.as_str() {
        "serve" => serve::serve(&rest),
        "test" => test::test(),
        "dist" => dist::dist(),
        "bench" => bench::bench(&rest),
        "fuzz" => fuzz::fuzz(&rest),
        "shots" => shots::shots(&rest),
        "setup" => setup::everything(),
        // Called by Trunk when a build is done, see Trunk.toml.
        "finish" => finish::finish(),
        "" | "help" | "-h" | "--help" => {
            println!("{HELP}");
            return ExitCode::SUCCESS;
        }
        other => Err(format!("there is no command `{other}`\n\n{HELP}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("\nerror: {reason}");
            ExitCode::FAILURE
        }
    }
}
